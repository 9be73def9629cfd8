"""Paper: labels, certificates, manifests, spreadsheets; sealing them and telling a true one from an altered one."""
