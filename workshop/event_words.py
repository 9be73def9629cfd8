"""What happened, in the words of the journal: each kind of event, and what was taken back or cannot be.

The object stands beside these words; `detail` names the other thing that some events are about (place, box, lot).
"""

from __future__ import annotations

from workshop import hold_words
from workshop.cosmetic_words import keyboard, mark
from workshop.cosmetic_words import kind as kind_name
from workshop.cosmetic_words import zone as zone_name
from workshop.destination_words import destination_chosen
from workshop.domain import events as happened
from workshop.domain.entries import kind_of
from workshop.domain.events import Event
from workshop.domain.holds import Aside
from workshop.domain.inspection import How, Works
from workshop.domain.typography import grouped
from workshop.texts import _, several


def told(event: Event, detail: str = "") -> str:
    """Say what happened."""
    said = _of_a_machine(event, detail) or _of_a_look(event) or _of_work(event, detail) or _of_others(event, detail)
    return said or kind(type(event))


def kind(what: type[Event]) -> str:
    """Name a kind of event."""
    return {**_machine_kinds(), **_drive_kinds(), **_other_kinds()}.get(what) or kind_of(what)


def _machine_kinds() -> dict[type[Event], str]:
    return {
        happened.MachineExpected: _("Inscrit sur la liste"),
        happened.TagRemoved: _("Étiquette d'inventaire retirée"),
        happened.MachineReceived: _("Reçu"),
        happened.ChargerSeen: _("Chargeur noté"),
        happened.MachineDiagnosed: _("Diagnostic lu"),
        happened.MachineTriaged: _("Trié"),
        happened.MachineSetAside: _("Mis de côté"),
        happened.MachineBroughtBack: _("Repris"),
        happened.HoldPlaced: _("Gardé ici"),
        happened.HoldReleased: _("Libéré"),
        happened.DriveAttached: _("Disque ajouté"),
        happened.DriveDetached: _("Disque retiré"),
        happened.BaysChecked: _("Ouvert et regardé : pas de disque"),
        happened.SystemWanted: _("Système demandé"),
        happened.SystemInstalled: _("Système installé"),
        happened.FunctionTested: _("Test répondu"),
        happened.PhotoTaken: _("Photo prise"),
        happened.MarkSeen: _("Marque vue"),
        happened.MarkGone: _("Marque enlevée"),
        happened.LooksChecked: _("Aspect regardé"),
        happened.KeyboardSeen: _("Clavier regardé"),
        happened.LocksSeen: _("Mots de passe cherchés"),
        happened.SecondInspected: _("Regardé une deuxième fois"),
        happened.MachineInspected: _("Tests enregistrés"),
        happened.MachineGraded: _("Noté"),
        happened.DestinationChosen: _("Destination choisie"),
        happened.MachineReady: _("Prêt"),
        happened.MachineReserved: _("Réservé"),
        happened.MachineUnreserved: _("Plus réservé"),
        happened.MachinePacked: _("Mis en carton"),
        happened.MachineDelivered: _("Livré"),
        happened.MachineRented: _("Loué"),
        happened.MachineReturned: _("Retourné"),
        happened.MachineStored: _("Rangé"),
        happened.MachineMissed: _("Pas trouvé à sa place"),
        happened.MachineWeighed: _("Masse notée"),
        happened.PartFitted: _("Pièce posée"),
    }


def _drive_kinds() -> dict[type[Event], str]:
    return {
        happened.DriveRegistered: _("Disque inscrit"),
        happened.DriveReceived: _("Disque reçu"),
        happened.WipeStarted: _("Effacement commencé"),
        happened.WipeProven: _("Effacement prouvé"),
        happened.WipeNotProven: _("Effacement non prouvé"),
        happened.WipeDeclared: _("Déclaré effacé"),
        happened.WipeValidated: _("Effacement validé"),
        happened.WipeRejected: _("Effacement rejeté"),
        happened.DestructionAttested: _("Disque détruit"),
        happened.AbsenceAttested: _("Disque absent"),
        happened.DriveLost: _("Disque perdu"),
        happened.DriveUsedAgain: _("Disque utilisé à nouveau"),
    }


def _other_kinds() -> dict[type[Event], str]:
    return {
        happened.LotOpened: _("Lot ouvert"),
        happened.LotClosed: _("Lot fermé"),
        happened.AssetListTaken: _("Liste du donateur prise"),
        happened.WipesAuthorised: _("Effacement du lot autorisé"),
        happened.WipesForbidden: _("Effacement du lot interdit"),
        happened.OrderOpened: _("Commande ouverte"),
        happened.BoxOpened: _("Carton ouvert"),
        happened.LabelPrinted: _("Étiquette imprimée"),
        happened.IdentityReplaced: _("Étiquette remplacée"),
        happened.DocumentIssued: _("Document émis"),
        happened.ScanSettled: _("Scan refusé : vu"),
        happened.Undone: _("Annulé"),
        happened.SealMade: _("Sceau mis en place"),
        happened.SealSaved: _("Copie du sceau gardée"),
        happened.SealRenewed: _("Sceau renouvelé"),
        happened.SealReplaced: _("Sceau révoqué"),
        happened.ReportAttached: _("Rapport rattaché"),
        happened.ReportDismissed: _("Rapport écarté"),
        happened.StickPrepared: _("Clé USB préparée"),
        happened.StickForgotten: _("Clé USB oubliée"),
        happened.PlaceMade: _("Place faite"),
        happened.AccessoryRegistered: _("Accessoire inscrit"),
        happened.LayoutChanged: _("Dessin d'étiquette changé"),
        happened.ContractAdopted: _("Contrat adopté"),
        happened.StockCounted: _("Place comptée"),
        happened.MeterRead: _("Compteur relevé"),
    }


def _of_a_machine(event: Event, detail: str) -> str:
    match event:
        case happened.MachineReceived() if detail:
            return _("Reçu, lot de {donor}").format(donor=detail)
        case happened.ChargerSeen(charger=False):
            return _("Sans chargeur")
        case happened.MachineDiagnosed(waited=True):
            return _("Diagnostic arrivé")
        case happened.MachineSetAside(where=where):
            return _aside(where)
        case happened.HoldPlaced(reason=reason):
            return _("Gardé ici : {reason}").format(reason=hold_words.reason(reason))
        case happened.HoldReleased(reason, release, reference):
            words = _("Libéré : {reason}").format(reason=hold_words.reason(reason))
            return " · ".join(part for part in (words, hold_words.written_consent(release, reference)) if part)
        case happened.MachineStored() if detail:
            return _("Rangé en {place}").format(place=detail)
        case happened.MachineMissed() if detail:
            return _("Pas trouvé en {place}").format(place=detail)
        case happened.MachinePacked() if detail:
            return _("Mis dans le carton {number}").format(number=detail)
        case _:
            return ""


def _of_a_look(event: Event) -> str:
    match event:
        case happened.MarkSeen(zone, kind, severity):
            return _("Marque vue : {mark}").format(mark=mark(f"{zone}:{kind}:{severity.value}"))
        case happened.MarkGone(zone, kind):
            return _("Marque enlevée : {mark}").format(mark=f"{zone_name(zone)} · {kind_name(kind)}")
        case happened.KeyboardSeen(layout=layout):
            return _("Clavier : {layout}").format(layout=keyboard(layout))
        case happened.DestinationChosen(to=to, because=because) if to:
            return destination_chosen(to, because)
        case _:
            return ""


def _of_work(event: Event, detail: str) -> str:
    match event:
        case happened.DriveAttached(drive):
            return _("Disque ajouté : {code}").format(code=grouped(drive))
        case happened.DriveDetached(drive):
            return _("Disque retiré : {code}").format(code=grouped(drive))
        case happened.SystemInstalled(name=name):
            return _("Système installé : {name}").format(name=name)
        case happened.FunctionTested(works=works, how=how):
            return _("Le reste marche, déclaré d'un bloc") if how is How.DECLARED else _works(works)
        case happened.MachineInspected(passed=True):
            return _("Tests finis")
        case happened.MachineGraded(letter=letter):
            return _("Noté {letter}").format(letter=letter)
        case happened.MachineDelivered(manifest=number):
            return _("Livré, bon {number}").format(number=number)
        case happened.WipeProven(reservations=reservations) if reservations:
            return _("Effacement prouvé, avec réserves")
        case happened.WipeDeclared(tool=tool):
            return _("Déclaré effacé par {tool}").format(tool=tool)
        case _:
            del detail
            return ""


def _of_others(event: Event, detail: str) -> str:
    match event:
        case happened.LotClosed(received=received, missing=missing) if missing:
            words = _("Lot fermé : {received} reçus, {missing} absents")
            return words.format(received=received, missing=missing)
        case happened.BoxOpened(number=number):
            return _("Carton {number} ouvert").format(number=number)
        case happened.IdentityReplaced(new=new):
            return _("Nouvelle étiquette : {code}").format(code=grouped(new))
        case happened.LabelPrinted(copy=copy) if copy > 1:
            return _("Étiquette imprimée, copie {number}").format(number=copy)
        case happened.DocumentIssued(number=number):
            return _("Document émis : {number}").format(number=number)
        case happened.StockCounted(seen=seen, moved=moved):
            there = len(seen) + len(moved)
            words = several("Place comptée : {number} ordinateur", "Place comptée : {number} ordinateurs", there)
            return words.format(number=there)
        case happened.Undone() if detail:
            return _("Annulé : {what}").format(what=detail[:1].lower() + detail[1:])
        case _:
            return ""


def _aside(where: Aside) -> str:
    words = {
        Aside.LOCKED: _("Bloqué par un mot de passe"),
        Aside.TO_REPAIR: _("Mis à réparer"),
        Aside.FOR_PARTS: _("Mis pour pièces"),
        Aside.RECYCLED: _("Recyclé"),
        Aside.LOST: _("Déclaré perdu"),
    }
    return words[where]


def _works(answer: Works) -> str:
    words = {
        Works.YES: _("Un test : ça marche"),
        Works.NO: _("Un test : ne marche pas"),
        Works.UNSURE: _("Un test : on ne sait pas"),
        Works.ABSENT: _("Un test : il n'y en a pas"),
    }
    return words[answer]
