"""Every sentence of the set-up, French first, with its English twin beside it."""

from __future__ import annotations

from dataclasses import dataclass

from .language import ENGLISH


@dataclass(frozen=True)
class Sentence:
    """One thing to say, in both languages; `{names}` are filled by `with_facts`."""

    french: str
    english: str

    def with_facts(self, **facts: object) -> Sentence:
        """Return the same sentence with its blanks filled in both languages."""
        return Sentence(self.french.format(**facts), self.english.format(**facts))

    def spoken(self, language: str) -> str:
        """Return the words in one language."""
        return self.english if language == ENGLISH else self.french


# Steps, as in « 1/4 Outils du système… prêt. »
SYSTEM = Sentence("Outils du système", "System tools")
ENVIRONMENT = Sentence("Environnement Python", "Python environment")
LIBRARIES = Sentence("Bibliothèques Python", "Python libraries")
WINDOW = Sentence("Fenêtre d’Établi", "Établi's window")
EXAMPLE = Sentence("Lot d’exemple, sans écran", "Sample lot, without a screen")
CHECK = Sentence("Contrôle {name}", "Check {name}")

# How a step ends
READY = Sentence("prêt.", "ready.")
DONE = Sentence("fait.", "done.")
OPENED = Sentence("ouverture.", "opening.")
STARTED = Sentence("en route.", "under way.")
PASSED = Sentence("réussi.", "passed.")
FAILED = Sentence("échec.", "failed.")
STOPPED = Sentence("interrompu.", "interrupted.")
INCOMPLETE = Sentence("incomplet.", "incomplete.")
LEFT_OUT = Sentence("laissé de côté (--no-system).", "left out (--no-system).")
NOT_HERE = Sentence("sans objet sur ce système.", "nothing to do on this system.")

# What the reader must know, or do
NO_APT = Sentence(
    "Ce système n’a pas apt. À installer avec son propre gestionnaire de paquets, sous leur nom local : {names}.",
    "This system has no apt. To be installed with its own package manager, under their local names: {names}.",
)
ONE_LINE = Sentence(
    "Il manque des paquets du système, et ce compte ne peut pas les installer. La ligne à lancer :\n    {line}\n"
    "La mise en place continue avec ce qui est là.",
    "Some system packages are missing, and this account cannot install them. The line to run:\n    {line}\n"
    "The set-up goes on with what there is.",
)
PASSWORD = Sentence(
    "Des paquets du système sont à installer : le mot de passe de ce compte va être demandé.",
    "System packages are to be installed: this account's password will be asked.",
)
PACKAGES_LEFT = Sentence(
    "Paquets qui n’ont pas pu être installés : {names}. La mise en place continue sans eux ; si le réseau manquait,\n"
    "relancez la même commande (détails : {log}).",
    "Packages that could not be installed: {names}. The set-up goes on without them; if the network was missing,\n"
    "run the same command again (details: {log}).",
)
REMADE = Sentence(
    "Le dossier .venv n’est pas complet, ou vient d’ailleurs : il est refait.",
    "The .venv folder is not complete, or comes from elsewhere: it is made again.",
)
WAITING = Sentence(
    "Une autre mise en place est en cours dans ce dossier : attente de sa fin.",
    "Another set-up is under way in this folder: waiting for its end.",
)
FINISHING = Sentence(
    "L’installation des paquets du système finit ce qu’elle a commencé : encore quelques secondes.",
    "The installation of system packages finishes what it has begun: a few seconds more.",
)

# Why it stopped
VENV_IMPOSSIBLE = Sentence(
    "Python ne peut pas créer .venv sans le paquet {package} : installez-le, puis relancez la même commande.",
    "Python cannot create .venv without the package {package}: install it, then run the same command again.",
)
VENV_FAILED = Sentence(
    "Python n’a pas réussi à créer .venv (détails : {log}).",
    "Python could not create .venv (details: {log}).",
)
NO_NETWORK = Sentence(
    "Le téléchargement n’a pas abouti : vérifiez la connexion au réseau, puis relancez la même commande "
    "(détails : {log}).",
    "The download did not succeed: check the network connection, then run the same command again (details: {log}).",
)
DISK_FULL = Sentence(
    "Le disque est plein : libérez environ 2 Go pour {folder}, puis relancez la même commande.",
    "The disk is full: free about 2 GB for {folder}, then run the same command again.",
)
NOT_ALLOWED = Sentence(
    "Ce compte ne peut pas écrire ici : {folder}. Reprenez avec le compte qui a créé ce dossier, ou dans une copie.",
    "This account may not write here: {folder}. Use the account that made this folder, or work in a copy.",
)
WRONG_FINGERPRINT = Sentence(
    "Une bibliothèque téléchargée n’a pas l’empreinte attendue : elle n’est pas installée (détails : {log}).",
    "A downloaded library does not have the expected fingerprint: it is not installed (details: {log}).",
)
NO_RELEASE = Sentence(
    "Une bibliothèque n’existe pas pour Python {python} sur ce système (détails : {log}).",
    "A library does not exist for Python {python} on this system (details: {log}).",
)
PIP_FAILED = Sentence(
    "Les bibliothèques n’ont pas pu être installées (détails : {log}).",
    "The libraries could not be installed (details: {log}).",
)
PROJECT_FAILED = Sentence(
    "Établi lui-même n’a pas pu être installé dans .venv (détails : {log}).",
    "Établi itself could not be installed into .venv (details: {log}).",
)
MISSING_FILE = Sentence(
    "Ce dossier n’est pas une copie complète d’Établi : il y manque {file}.",
    "This folder is not a complete copy of Établi: {file} is missing from it.",
)
WINDOW_IMPOSSIBLE = Sentence(
    "La fenêtre ne peut pas s’ouvrir : l’écran ne répond pas, ou une bibliothèque du système manque ({reason}).",
    "The window cannot open: the screen does not answer, or a system library is missing ({reason}).",
)
WINDOW_STOPPED = Sentence(
    "Établi s’est arrêté sans finir son travail (code {code}).",
    "Établi stopped before the end of its work (code {code}).",
)
EXAMPLE_STOPPED = Sentence(
    "Le lot d’exemple n’est pas allé jusqu’au bout (code {code}).",
    "The sample lot did not reach its end (code {code}).",
)
INTERRUPTED = Sentence(
    "Interrompu à votre demande ; la même commande reprendra le travail.",
    "Interrupted as you asked; the same command will take the work up again.",
)
SYSTEM_ERROR = Sentence(
    "Le système a refusé une opération : {reason} (détails : {log}).",
    "The system refused an operation: {reason} (details: {log}).",
)
UNEXPECTED = Sentence(
    "La mise en place s’est arrêtée sur une erreur imprévue (détails : {log}).",
    "The set-up stopped on an unexpected error (details: {log}).",
)

# Command line
WRONG_USE = Sentence(
    "Argument refusé : {argument}. Aide : {program} --help", "Refused: {argument}. Help: {program} --help"
)
RUN_HELP = Sentence(
    "python3 installer/run.py [--no-system] [--out DOSSIER] [-- arguments d’Établi]\n\n"
    "Prépare tout ce qu’il faut à Établi dans ce dossier, puis l’ouvre. Sans écran, ou avec --out, fait le travail\n"
    "d’un lot d’exemple et dit où sont les documents.\n\n"
    "  --no-system    ne pas toucher aux paquets du système\n"
    "  --out DOSSIER  faire le lot d’exemple sans fenêtre, documents dans DOSSIER (out/exemple sinon)",
    "python3 installer/run.py [--no-system] [--out FOLDER] [-- arguments of Établi]\n\n"
    "Sets up all that Établi needs in this folder, then opens it. Without a screen, or with --out, does the work of\n"
    "a sample lot and says where the documents are.\n\n"
    "  --no-system    leave the system's packages alone\n"
    "  --out FOLDER   do the sample lot without a window, documents in FOLDER (out/exemple otherwise)",
)
TEST_HELP = Sentence(
    "python3 installer/test.py [--no-system] [--long] [arguments de pytest]\n\n"
    "Prépare ce qu’il faut aux essais, puis fait tous les contrôles et donne un résumé.\n\n"
    "  --no-system  ne pas toucher aux paquets du système\n"
    "  --long       faire aussi les essais longs",
    "python3 installer/test.py [--no-system] [--long] [pytest arguments]\n\n"
    "Sets up what the tests need, then runs every check and gives a summary.\n\n"
    "  --no-system  leave the system's packages alone\n"
    "  --long       run the long tests as well",
)

# The probe on a stick
STICK_HELP = Sentence(
    ".venv/bin/python installer/stick/make.py DOSSIER\n\n"
    "Met la sonde sur une clé USB, dans DOSSIER/etabli-probe. DOSSIER est là où la clé est montée.",
    ".venv/bin/python installer/stick/make.py FOLDER\n\n"
    "Puts the probe onto a USB stick, in FOLDER/etabli-probe. FOLDER is where the stick is mounted.",
)
STICK_IS_READY = Sentence(
    "La sonde est sur la clé USB. Sur l’ordinateur à lire, en root : python3 etabli-probe/probe.py",
    "The probe is on the USB stick. On the computer to read, as root: python3 etabli-probe/probe.py",
)
STICK_IS_UNSIGNED = Sentence(
    "Cette clé n’a pas encore de quoi signer ses rapports : workshop stick prepare {folder}",
    "This stick has nothing to sign its reports with yet: workshop stick prepare {folder}",
)
STICK_NO_FOLDER = Sentence("Ce n’est pas un dossier : {folder}.", "This is not a folder: {folder}.")
STICK_NO_PSUTIL = Sentence(
    "Ce Python n’a pas psutil. Lancez d’abord installer/run.py, puis cette commande avec .venv/bin/python.",
    "This Python has no psutil. Run installer/run.py first, then this command with .venv/bin/python.",
)
STICK_NOT_STARTING = Sentence(
    "La sonde ne marche pas depuis la clé USB : rien n’y a été changé ({reason}).",
    "The probe does not work from the USB stick: nothing was changed there ({reason}).",
)
STICK_REFUSES = Sentence(
    "L’écriture sur la clé USB a été refusée : {reason}.", "Writing onto the USB stick was refused: {reason}."
)
PROBE_WITHOUT_PSUTIL = Sentence(
    "Il manque psutil : celui de la clé USB n’est pas fait pour cet ordinateur, qui n’en a pas d’autre. Installez-le "
    "(Debian : python3-psutil), puis recommencez.",
    "psutil is missing: the one on the USB stick is not made for this computer, which has no other. Install it "
    "(Debian: python3-psutil), then start again.",
)

# Summary of the checks
ALL_PASSED = Sentence("Tout est réussi : {passed}.", "Everything passed: {passed}.")
SOME_FAILED = Sentence("Échec : {failed}. Réussi : {passed}.", "Failed: {failed}. Passed: {passed}.")
ALL_FAILED = Sentence("Échec : {failed}.", "Failed: {failed}.")
