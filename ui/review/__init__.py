"""À vérifier: what waits for a person, reports of machines and refused scans; and where report files are taken."""
