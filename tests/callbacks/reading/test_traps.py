"""Is it a callback, an opt-out, and which number: the ways of saying it, and their look-alikes."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.callbacks.reading import TicketReading, read_ticket
from bot.desk.hours import OfficeHours

NOW = datetime.fromisoformat("2026-11-24T09:30+01:00")
HOURS = OfficeHours.parse("mo-fr 08:30-12:30,13:00-17:00", "Europe/Amsterdam")


def read(subject: str, text: str, fields: dict[str, object] | None = None) -> TicketReading:
    return read_ticket(subject=subject, text=text, fields=fields, now=NOW, hours=HOURS)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("vraag", "Kan een van jullie mij even bellen? 050-3123456"),
        ("Rekening", "Bel me eens over de rekening. Nummer 058 212 34 56."),
        ("tel contact", "Graag een terugbelactie, 06 44556677."),
        ("vraag", "Ik zou het fijn vinden als u mij kunt bellen op 0612345678."),
        ("vraag", "Zou iemand van support mij terug kunnen bellen?"),
        ("vraag", "Heeft er iemand tijd om me vandaag te bellen? 0612345678"),
        ("vraag", "Het lijkt me handiger om dit telefonisch te bespreken. 0612345678"),
        ("vraag", "Mag ik een telefoontje van jullie architect? 06-12345678"),
        ("vraag", "Ik hoor het graag telefonisch. Mijn nummer: 06-12345678"),
        ("vraag", "Laat me even weten hoe dit zit, het liefst via de telefoon (06-12345678)."),
        ("vraag", "Kunnen we hier morgen even over bellen? 06-12345678"),
        ("vraag", "Zullen we morgen om 10 uur even bellen? Mijn nummer is 06-12345678"),
        ("vraag", "Wanneer schikt het om te bellen? Ik ben bereikbaar op 06-12345678."),
        ("vraag", "Ik word graag nog vandaag teruggebeld."),
        ("vraag", "Wie van jullie kan mij te woord staan? Bereikbaar op 06-12345678 tussen 9 en 12."),
        ("terugbelverzoek", "Naam: Jansen\nTel: 06-12345678\nReden: factuur"),
        ("Verzoek om telefonisch contact", "Zie onderwerp. 06-12345678"),
        ("hulp", "Neem contact met mij op via 06-12345678."),
        ("call", "Could you give Sarah a call on +44 20 7946 0958?"),
        ("call", "I would prefer to discuss this over the phone. My number is 06-12345678"),
        ("call", "Can we jump on a quick call tomorrow at 10? 06-12345678"),
        ("call", "Please have someone call me back at your earliest convenience. +31 6 12345678"),
        ("call", "I'd be grateful for a call from your team. 06-12345678"),
        ("call", "It would be great if someone could phone me."),
        ("call", "Looking forward to your call. 06-12345678"),
        ("call", "When can you call me? I'm on 06-12345678"),
        ("call", "You can ring me on 06-12345678 this afternoon."),
        ("vraag", "Kunt u mij terugbellen zonder dat het gesprek wordt opgenomen? 0612345678"),
        ("vraag", "Ik wil niet dat mijn gesprek wordt opgenomen. Bel me op 0612345678"),
        ("vraag", "Graag bellen, maar geen opname. 0612345678"),
        ("vraag", "Bel me via een niet-opgenomen lijn, 0612345678"),
        ("vraag", "Wilt u de opname uitzetten als u mij belt? 0612345678"),
        ("vraag", "Conform uw privacyverklaring verzoek ik om een gesprek dat niet wordt opgenomen. 0612345678"),
        ("vraag", "Ik heb liever niet dat er wordt meegeluisterd of opgenomen. Bel 0612345678"),
        ("vraag", "Neem het gesprek alstublieft niet op. 0612345678 bellen graag"),
        ("vraag", "Dit gesprek wil ik buiten de band om voeren. Kunt u mij bellen?"),
        ("call", "Please call me back without recording. 06-12345678"),
        ("call", "I'd like a call but I don't want it recorded. 06-12345678"),
        ("call", "Please call on an unrecorded line, 06-12345678"),
        ("call", "Please make sure the call isn't recorded. Call me on 06-12345678"),
        ("call", "Please switch off call recording when you phone me. 06-12345678"),
        ("call", "Call me please, but I'd rather it wasn't taped."),
        ("vraag", "De telefoon werd niet opgenomen. Kunt u mij terugbellen op 0612345678?"),
        ("vraag", "Niemand neemt op. Bel mij 0612345678."),
        ("vraag", "Ik heb er geen bezwaar tegen dat het gesprek wordt opgenomen. Bel 0612345678"),
        ("vraag", "Als ik niet opneem, spreek dan de voicemail in. Bel 0612345678"),
        ("vraag", "Ik kan nu niet opnemen, belt u straks even terug? 0612345678"),
        ("t", "Bel me op 06-12345678 of liever op 030-2345678"),
        ("t", "Bel me op 06-12345678, en als ik niet opneem op 030-2345678"),
        ("t", "Bel me niet op 06-12345678 maar op 030-2345678"),
        ("t", "Mijn nieuwe nummer is 06-12345678 (het oude was 06-87654321). Bel me."),
        ("t", "Bel +31 (0)6 12 34 56 78 svp"),
        ("t", "Bel 0031 612345678 svp"),
        ("t", "Bel +31-(0)30-2345678 svp"),
        ("t", "Bel 31612345678 svp"),
        ("t", "Bel svp 030 - 234 56 78 toestel 12"),
        ("t", "Kunt u mij bellen op nummer 030/2345678? Ticketnummer 0612345678."),
        ("t", "Kunt u mij bellen op +49 (0)221 1234567?"),
        ("t", "Please call me on +1 (202) 555-0147"),
        ("t", "Please call me on 020 7946 0958 (UK)"),
        ("t", "Bel 06-1234567 svp"),
        ("t", "Bel mij. Groet, Jan\nTel 030-2345678\nMob 06-12345678"),
        (
            "t",
            "Bel mij.\n\nMet vriendelijke groet,\nJan Jansen\nGemeente X | Postbus 12, 1234 AB X "
            "| KvK 12345678\nT 030-2345678 | F 030-2345679",
        ),
        ("t", "Bel mij op mijn vaste nummer, 030-2345678, mijn mobiel 06-12345678 is kapot."),
        ("t", "Gisteren belde jullie collega met nummer 088-1234567, kunt u mij terugbellen op 06-12345678?"),
        ("t", "Bel mij terug op het nummer waarmee ik dit ticket stuurde, zaak 2026-0612345678"),
        ("t", "Bel me op nul zes een twee drie vier vijf zes zeven acht"),
        ("t", "IBAN NL91ABNA0417164300, BSN 123456782. Bel mij: 06 12345678"),
        ("t", "Bel 0612345678/0302345678"),
        ("t", "Bel mij op 06–12 34 56 78"),
        ("t", "Bel mij op 06.12.34.56.78."),
        ("t", "Please ring (+31) 6 1234 5678"),
        ("t", "Bel de receptie op 030-2345600 en vraag naar mij, of rechtstreeks 030-2345678"),
        (
            "Vraag over leges",
            "Dag, ik snap de legesberekening niet. Heb je morgenmiddag een kwartiertje om te bellen? 0570 "
            "- 12 34 56, Truus",
        ),
        ("belletje", "Graag even contact, woensdag of vrijdag, telefonisch. 06-22113344"),
        ("Terugbellen", "Mw. De Wit graag terugbellen op 0182-334455, is aanwezig tot 15.00 u."),
        (
            "bellen over migratie",
            "Ik ben projectleider en wil de migratie doorspreken. Belt u mij na 26 november? 06-22113344",
        ),
        ("vraag", "Heeft u vandaag of morgen een moment voor overleg per telefoon? Ik zit op 013 536 12 34."),
        (
            "koppeling",
            "Onze wethouder, mevrouw Prins, wordt graag vrijdag tussen 14:00 en 15:00 gebeld op 06-33445566.",
        ),
        ("Klacht", "Drie weken geen reactie. Ik eis dat de manager mij vandaag voor 17 uur belt, 06-33445566."),
        ("Spoed", "SPOED! bel direct 0522-445566!!"),
        ("hallo", "kunnen jullie mij bellen wanneer de storing is opgelost? 06 33445566"),
        ("call", "Hi, could you get Pieter to call me about the go-live? I'm around Thursday 10-12. 06 33445566"),
        ("phone", "Is there anyone I can speak to by phone? +44 7700 900123, any time Thursday morning."),
        ("RE: your mail", "Yes please do call. Wednesday 4pm works. 0031 6 33445566"),
        ("RE: question", "Let's talk. Tomorrow 11am? My cell: +1 415 555 0134"),
        ("Call request", "Name: Bob\nNumber: 0031 20 555 0123\nBest time: mornings"),
        (
            "vraag",
            "Ik ben doof aan een oor, dus graag bellen op de vaste lijn 0543-221100, niet op mijn mobiel 06-33445566.",
        ),
        ("vraag", "Mijn collega Sanne (06-44112233) weet er meer van. Kunnen jullie haar donderdagochtend bellen?"),
        ("vraag", "Bel Sanne op 06-44112233, zij is er ma en do."),
        ("afspraak", "Onze belafspraak van vanmiddag 14 uur graag verzetten naar morgen zelfde tijd. 06-44112233"),
        ("geen opname", "Ik heb begrepen dat u gesprekken opneemt. Dat wil ik niet. Kunt u mij bellen op 06-44112233?"),
        ("privacy", "Kan de recorder uit als u me belt? 06-44112233"),
        ("privacy", "Bel me graag, maar ik wil geen opgenomen gesprek. 06-44112233"),
        ("privacy", "Please phone me, off the record, on 06-44112233."),
        ("privacy", "I'm happy to talk on 06-44112233 provided the conversation stays unrecorded."),
        ("week", "Kunt u mij in de week van 7 december bellen? 06-44112233"),
        ("tijd", "Bel mij morgen om 14.15u, doorkiesnummer 070-1234567"),
        ("tijd", "Graag bellen: wo 25/11 13:00-14:00 of do 26/11 vanaf 15:00, 06-44112233"),
        ("tijd", "Ik kan morgen alleen tussen 12.30 en 13.00 uur gebeld worden, 06-44112233"),
        ("tijd", "Bel me na mijn dienst, om half vijf, vandaag graag. 06-44112233"),
        ("tijd", "Komende maandag, bij voorkeur ergens in de ochtend voor elven, graag een belletje 06-44112233"),
        ("tijd", "Woensdagen en vrijdagen ben ik vrij, verder kunt u altijd bellen tussen 9 en 5. 06-44112233"),
        ("time", "Please call me Wednesday or Thursday between 10 and noon, 06-44112233"),
        ("time", "I'm in New York this week: please call at 9am my time on Thursday, +1 212 555 0188"),
        ("time", "Please call between 1pm and 2pm GMT tomorrow on +44 20 7946 0958"),
        ("time", "Please call before the end of the week, 06-44112233"),
        ("time", "Please call me this week except Thursday, 06-44112233"),
        ("time", "I am out tomorrow but any time on Thursday is fine for a call. 06-44112233"),
        ("time", "Mornings are best for me. Please call 06-44112233."),
        ("time", "Please call me on the first of December at a quarter past ten, 06-44112233"),
        ("time", "Could you ring at 1430 hrs on Friday? 06-44112233"),
        ("tijd", "Bellen tussen 12.00 en 12.30 of na 16.00, ma, di en vr. 06-44112233"),
        ("tijd", "Liefst zsm, maar in ieder geval vandaag. 06-44112233 bellen"),
        ("tijd", "Donderdag de hele ochtend en vrijdag na tweeën kunt u bellen op 06-44112233"),
        ("tijd", "Morgen vanaf 10:30 tot 11:45 ben ik te bellen op 06-44112233"),
    ],
)
def test_an_ask_to_be_called_is_a_callback(subject: str, text: str) -> None:
    assert read(subject, text).is_callback


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("hulp", "Neem svp contact met mij op."),
        ("hulp", "Kunt u contact met mij opnemen over de licenties?"),
        ("hulp", "Graag hoor ik van u. Met vriendelijke groet,\nPiet de Boer\nT 030-1234567"),
        ("RE: ticket", "Jullie hebben mij gisteren gebeld, dank. Het werkt weer."),
        ("RE: ticket", "Ik ben vanochtend al gebeld door Mark, ticket mag dicht."),
        ("RE: ticket", "Het terugbelverzoek van gisteren mag worden geannuleerd."),
        ("RE: ticket", "U hoeft mij niet meer te bellen, het is gelukt."),
        ("RE: ticket", "Bellen hoeft wat mij betreft niet."),
        ("RE: ticket", "Ik bel morgen zelf wel even."),
        ("vraag", "Op welk nummer kan ik jullie bellen?"),
        ("vraag", "De knop 'Bel mij terug' op onze website werkt niet."),
        ("vraag", "Na het inloggen via DigiD komen we niet op de callback-URL terug."),
        ("vraag", "Kunnen inwoners ons straks bellen via de app?"),
        ("vraag", "Wij bellen aanvragers altijd na; kan dat als taak in het systeem?"),
        ("vraag", "De opname van de Teams-vergadering van dinsdag is niet te openen."),
        ("vraag", "De leverancier zou ons bellen maar heeft dat niet gedaan. Hebben jullie een contactpersoon?"),
        ("vraag", "Kunt u mij vertellen hoe ik een belnotitie aanmaak?"),
        ("vraag", "Ik heb u proberen te bellen maar stond 20 minuten in de wacht. Kunt u mijn wachtwoord resetten?"),
        ("vraag", "Stuur liever een mail dan dat u belt."),
        ("vraag", "Bel me liever niet, mailen is prima."),
        ("vraag", "Graag per mail reageren, ik ben telefonisch slecht bereikbaar."),
        ("x", "Is er iets bekend over de storing?"),
        ("call", "Thanks for calling me back yesterday, all sorted."),
        ("call", "Please don't call me, just email."),
        ("call", "No need to call back, I found it."),
        ("call", "I will call you tomorrow at 10."),
        ("call", "The callback URL returns a 404."),
        ("call", "Can I call you about this? What's your number?"),
        ("call", "We had a call with your consultant on Monday. Could you send the minutes?"),
        ("call", "Please contact me about the invoice."),
        ("call", "The function call fails with a null pointer."),
        ("call", "How can our citizens call us from the portal?"),
        ("call", "Please cancel my callback request."),
        ("vraag", "Ik maak bezwaar tegen het opnemen van gesprekken."),
        ("vraag", "Ik sta niet toe dat gesprekken met mij worden opgenomen."),
        ("call", "I do not consent to my calls being recorded."),
        ("call", "I object to the recording of our conversations"),
        ("vraag", "Het besluit is niet opgenomen in de lijst."),
        ("vraag", "Kunt u contact opnemen met de leverancier? Die heeft niets opgenomen in het contract."),
        ("vraag", "Hoe lang worden opnames bewaard?"),
        ("vraag", "Waarom zijn mijn wijzigingen niet vastgelegd in het dossier?"),
        ("vraag", "Het veld toelichting wordt niet opgeslagen."),
        ("vraag", "De gegevens worden niet bewaard na het sluiten van het gesprek in de chatmodule."),
        ("call", "The decision was not recorded in the audit log."),
        ("call", "The webinar recording does not play."),
        ("privacy", "Ik verzoek u geen opnamen te maken van gesprekken met mij."),
        ("privacy", "Wij geven geen toestemming voor het opnemen van telefoongesprekken met onze medewerkers."),
        ("privacy", "Do not record me. Ever."),
        ("privacy", "Can I opt out of call recording?"),
        ("privacy", "Mijn gesprekken mogen niet worden opgenomen of teruggeluisterd."),
        ("privacy", "Ik wil een kopie van de opname van mijn gesprek van 3 november."),
        ("privacy", "Verwijder de opname van ons gesprek van vorige week."),
        ("bug", "De opnameknop in de telefoonmodule blijft grijs."),
        ("bug", "Bij het opslaan van een telefoonnotitie krijg ik een foutmelding."),
        ("bug", "Velden als 'Telefoonnummer' worden niet opgenomen in de export."),
        ("vraag", "Is het dossier al opgenomen in het register?"),
        ("vraag", "Kunt u de nieuwe regels opnemen in de handleiding?"),
        ("vraag", "Onze afdeling is op vrijdag telefonisch niet bereikbaar. Wilt u dat op de site zetten?"),
        ("vraag", "Kunnen jullie het nummer 0543-221100 in de mail aanpassen naar 0543-221199?"),
        ("gebeld", "Ik werd net gebeld door 088-1234567, was dat Verdant?"),
        ("gebeld", "Ik heb vanmiddag met Kees gebeld en hij zou een mail sturen. Die heb ik niet."),
        ("afspraak", "Ik bel u morgen om 10 uur op nummer 088-1234567."),
        ("afmelding", "Terugbellen is niet meer nodig, het probleem is verholpen."),
        ("afmelding", "Laat maar, ik heb het al gevonden. U hoeft dus niet te bellen."),
        ("klaar", "Dank voor het telefoontje van daarnet!"),
        ("demo", "Wanneer is de volgende online demo? En kan ik die terugkijken als opname?"),
        ("Bel-icoon", "Het bel-icoon in de app telt niet af."),
        ("KCC", "Hoe registreer ik een terugbelverzoek van een inwoner in VergunningPlus?"),
        (
            "KCC",
            "Een inwoner klaagt dat hij niet wordt teruggebeld door onze behandelaar. Kan de termijn in het scherm?",
        ),
        ("webhook", "Webhook callback from your side arrives twice at our endpoint."),
        ("meeting", "Can we reschedule the Teams call to Thursday 10:00?"),
        ("support", "Your phone line is always busy. Please fix the printer issue."),
        ("support", "I tried calling but nobody answered. Please reset my password."),
        ("support", "Who called me from 088-1234567 this morning?"),
        ("support", "Please call off the maintenance on Thursday."),
        ("support", "Our on-call engineer is reachable at +31 6 44112233 for incidents."),
        ("support", "The phone number on invoice 2026 is wrong, should be 010-1234567. Please correct."),
    ],
)
def test_a_look_alike_is_no_callback(subject: str, text: str) -> None:
    assert not read(subject, text).is_callback


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("vraag", "Kunt u mij terugbellen zonder dat het gesprek wordt opgenomen? 0612345678"),
        ("vraag", "Ik wil niet dat mijn gesprek wordt opgenomen. Bel me op 0612345678"),
        ("vraag", "Graag bellen, maar geen opname. 0612345678"),
        ("vraag", "Bel me via een niet-opgenomen lijn, 0612345678"),
        ("vraag", "Wilt u de opname uitzetten als u mij belt? 0612345678"),
        ("vraag", "Ik maak bezwaar tegen het opnemen van gesprekken."),
        ("vraag", "Conform uw privacyverklaring verzoek ik om een gesprek dat niet wordt opgenomen. 0612345678"),
        ("vraag", "Ik sta niet toe dat gesprekken met mij worden opgenomen."),
        ("vraag", "Ik heb liever niet dat er wordt meegeluisterd of opgenomen. Bel 0612345678"),
        ("vraag", "Neem het gesprek alstublieft niet op. 0612345678 bellen graag"),
        ("vraag", "Dit gesprek wil ik buiten de band om voeren. Kunt u mij bellen?"),
        ("call", "Please call me back without recording. 06-12345678"),
        ("call", "I do not consent to my calls being recorded."),
        ("call", "I'd like a call but I don't want it recorded. 06-12345678"),
        ("call", "Please call on an unrecorded line, 06-12345678"),
        ("call", "Please make sure the call isn't recorded. Call me on 06-12345678"),
        ("call", "Please switch off call recording when you phone me. 06-12345678"),
        ("call", "I object to the recording of our conversations"),
        ("call", "Call me please, but I'd rather it wasn't taped."),
        ("geen opname", "Ik heb begrepen dat u gesprekken opneemt. Dat wil ik niet. Kunt u mij bellen op 06-44112233?"),
        ("privacy", "Ik verzoek u geen opnamen te maken van gesprekken met mij."),
        ("privacy", "Wij geven geen toestemming voor het opnemen van telefoongesprekken met onze medewerkers."),
        ("privacy", "Kan de recorder uit als u me belt? 06-44112233"),
        ("privacy", "Bel me graag, maar ik wil geen opgenomen gesprek. 06-44112233"),
        ("privacy", "Do not record me. Ever."),
        ("privacy", "Please phone me, off the record, on 06-44112233."),
        ("privacy", "I'm happy to talk on 06-44112233 provided the conversation stays unrecorded."),
        ("privacy", "Can I opt out of call recording?"),
        ("privacy", "Mijn gesprekken mogen niet worden opgenomen of teruggeluisterd."),
    ],
)
def test_a_wish_not_to_be_recorded_is_an_opt_out(subject: str, text: str) -> None:
    assert read(subject, text).recording_opt_out


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("hulp", "Kunt u contact met mij opnemen over de licenties?"),
        ("vraag", "De opname van de Teams-vergadering van dinsdag is niet te openen."),
        ("vraag", "Kunt u contact opnemen met de leverancier? Die heeft niets opgenomen in het contract."),
        ("vraag", "Hoe lang worden opnames bewaard?"),
        ("vraag", "Waarom zijn mijn wijzigingen niet vastgelegd in het dossier?"),
        ("vraag", "Het veld toelichting wordt niet opgeslagen."),
        ("vraag", "De gegevens worden niet bewaard na het sluiten van het gesprek in de chatmodule."),
        ("call", "The decision was not recorded in the audit log."),
        ("call", "The webinar recording does not play."),
        ("vraag", "Als ik niet opneem, spreek dan de voicemail in. Bel 0612345678"),
        ("vraag", "Ik kan nu niet opnemen, belt u straks even terug? 0612345678"),
        ("t", "Bel me op 06-12345678, en als ik niet opneem op 030-2345678"),
        ("privacy", "Ik wil een kopie van de opname van mijn gesprek van 3 november."),
        ("privacy", "Verwijder de opname van ons gesprek van vorige week."),
        ("bug", "De opnameknop in de telefoonmodule blijft grijs."),
        ("vraag", "Kunt u de nieuwe regels opnemen in de handleiding?"),
        ("demo", "Wanneer is de volgende online demo? En kan ik die terugkijken als opname?"),
    ],
)
def test_other_recording_words_are_no_opt_out(subject: str, text: str) -> None:
    assert not read(subject, text).recording_opt_out


@pytest.mark.parametrize(
    ("subject", "text", "phone"),
    [
        ("vraag", "Kan een van jullie mij even bellen? 050-3123456", "+31503123456"),
        ("Rekening", "Bel me eens over de rekening. Nummer 058 212 34 56.", "+31582123456"),
        ("tel contact", "Graag een terugbelactie, 06 44556677.", "+31644556677"),
        ("vraag", "Ik zou het fijn vinden als u mij kunt bellen op 0612345678.", "+31612345678"),
        ("terugbelverzoek", "Naam: Jansen\nTel: 06-12345678\nReden: factuur", "+31612345678"),
        ("hulp", "Neem contact met mij op via 06-12345678.", "+31612345678"),
        ("call", "Could you give Sarah a call on +44 20 7946 0958?", "+442079460958"),
        ("t", "Bel me op 06-12345678 of liever op 030-2345678", "+31302345678"),
        ("t", "Bel me op 06-12345678, en als ik niet opneem op 030-2345678", "+31612345678"),
        ("t", "Bel me niet op 06-12345678 maar op 030-2345678", "+31302345678"),
        ("t", "Mijn nieuwe nummer is 06-12345678 (het oude was 06-87654321). Bel me.", "+31612345678"),
        ("t", "Bel +31 (0)6 12 34 56 78 svp", "+31612345678"),
        ("t", "Bel 0031 612345678 svp", "+31612345678"),
        ("t", "Bel +31-(0)30-2345678 svp", "+31302345678"),
        ("t", "Bel 31612345678 svp", "+31612345678"),
        ("t", "Bel svp 030 - 234 56 78 toestel 12", "+31302345678"),
        ("t", "Kunt u mij bellen op nummer 030/2345678? Ticketnummer 0612345678.", "+31302345678"),
        ("t", "Kunt u mij bellen op +49 (0)221 1234567?", "+492211234567"),
        ("t", "Please call me on +1 (202) 555-0147", "+12025550147"),
        ("t", "Please call me on 020 7946 0958 (UK)", "+442079460958"),
        ("t", "Bel 06-1234567 svp", None),
        ("t", "Bel mij. Groet, Jan\nTel 030-2345678\nMob 06-12345678", "+31612345678"),
        (
            "t",
            "Bel mij.\n\nMet vriendelijke groet,\nJan Jansen\nGemeente X | Postbus 12, 1234 AB X "
            "| KvK 12345678\nT 030-2345678 | F 030-2345679",
            "+31302345678",
        ),
        ("t", "Bel mij op mijn vaste nummer, 030-2345678, mijn mobiel 06-12345678 is kapot.", "+31302345678"),
        (
            "t",
            "Gisteren belde jullie collega met nummer 088-1234567, kunt u mij terugbellen op 06-12345678?",
            "+31612345678",
        ),
        ("t", "Bel mij terug op het nummer waarmee ik dit ticket stuurde, zaak 2026-0612345678", None),
        ("t", "Bel me op nul zes een twee drie vier vijf zes zeven acht", "+31612345678"),
        ("t", "IBAN NL91ABNA0417164300, BSN 123456782. Bel mij: 06 12345678", "+31612345678"),
        ("t", "Bel 0612345678/0302345678", "+31612345678"),
        ("t", "Bel mij op 06–12 34 56 78", "+31612345678"),
        ("t", "Bel mij op 06.12.34.56.78.", "+31612345678"),
        ("t", "Please ring (+31) 6 1234 5678", "+31612345678"),
        ("t", "Bel de receptie op 030-2345600 en vraag naar mij, of rechtstreeks 030-2345678", "+31302345678"),
        (
            "Vraag over leges",
            "Dag, ik snap de legesberekening niet. Heb je morgenmiddag een kwartiertje om te bellen? 0570 "
            "- 12 34 56, Truus",
            "+31570123456",
        ),
        ("belletje", "Graag even contact, woensdag of vrijdag, telefonisch. 06-22113344", "+31622113344"),
        ("Terugbellen", "Mw. De Wit graag terugbellen op 0182-334455, is aanwezig tot 15.00 u.", "+31182334455"),
        (
            "bellen over migratie",
            "Ik ben projectleider en wil de migratie doorspreken. Belt u mij na 26 november? 06-22113344",
            "+31622113344",
        ),
        (
            "vraag",
            "Heeft u vandaag of morgen een moment voor overleg per telefoon? Ik zit op 013 536 12 34.",
            "+31135361234",
        ),
        (
            "koppeling",
            "Onze wethouder, mevrouw Prins, wordt graag vrijdag tussen 14:00 en 15:00 gebeld op 06-33445566.",
            "+31633445566",
        ),
        (
            "Klacht",
            "Drie weken geen reactie. Ik eis dat de manager mij vandaag voor 17 uur belt, 06-33445566.",
            "+31633445566",
        ),
        ("Spoed", "SPOED! bel direct 0522-445566!!", "+31522445566"),
        ("hallo", "kunnen jullie mij bellen wanneer de storing is opgelost? 06 33445566", "+31633445566"),
        (
            "call",
            "Hi, could you get Pieter to call me about the go-live? I'm around Thursday 10-12. 06 33445566",
            "+31633445566",
        ),
        (
            "phone",
            "Is there anyone I can speak to by phone? +44 7700 900123, any time Thursday morning.",
            "+447700900123",
        ),
        ("RE: your mail", "Yes please do call. Wednesday 4pm works. 0031 6 33445566", "+31633445566"),
        ("RE: question", "Let's talk. Tomorrow 11am? My cell: +1 415 555 0134", "+14155550134"),
        ("Call request", "Name: Bob\nNumber: 0031 20 555 0123\nBest time: mornings", "+31205550123"),
        (
            "vraag",
            "Ik ben doof aan een oor, dus graag bellen op de vaste lijn 0543-221100, niet op mijn mobiel 06-33445566.",
            "+31543221100",
        ),
        (
            "vraag",
            "Mijn collega Sanne (06-44112233) weet er meer van. Kunnen jullie haar donderdagochtend bellen?",
            "+31644112233",
        ),
        ("vraag", "Bel Sanne op 06-44112233, zij is er ma en do.", "+31644112233"),
        (
            "afspraak",
            "Onze belafspraak van vanmiddag 14 uur graag verzetten naar morgen zelfde tijd. 06-44112233",
            "+31644112233",
        ),
        (
            "geen opname",
            "Ik heb begrepen dat u gesprekken opneemt. Dat wil ik niet. Kunt u mij bellen op 06-44112233?",
            "+31644112233",
        ),
        ("privacy", "Kan de recorder uit als u me belt? 06-44112233", "+31644112233"),
        ("privacy", "Bel me graag, maar ik wil geen opgenomen gesprek. 06-44112233", "+31644112233"),
        ("privacy", "Please phone me, off the record, on 06-44112233.", "+31644112233"),
        ("privacy", "I'm happy to talk on 06-44112233 provided the conversation stays unrecorded.", "+31644112233"),
        ("week", "Kunt u mij in de week van 7 december bellen? 06-44112233", "+31644112233"),
        ("tijd", "Bel mij morgen om 14.15u, doorkiesnummer 070-1234567", "+31701234567"),
        ("tijd", "Graag bellen: wo 25/11 13:00-14:00 of do 26/11 vanaf 15:00, 06-44112233", "+31644112233"),
        ("tijd", "Ik kan morgen alleen tussen 12.30 en 13.00 uur gebeld worden, 06-44112233", "+31644112233"),
        ("tijd", "Bel me na mijn dienst, om half vijf, vandaag graag. 06-44112233", "+31644112233"),
        (
            "tijd",
            "Komende maandag, bij voorkeur ergens in de ochtend voor elven, graag een belletje 06-44112233",
            "+31644112233",
        ),
        (
            "tijd",
            "Woensdagen en vrijdagen ben ik vrij, verder kunt u altijd bellen tussen 9 en 5. 06-44112233",
            "+31644112233",
        ),
        ("time", "Please call me Wednesday or Thursday between 10 and noon, 06-44112233", "+31644112233"),
        ("time", "I'm in New York this week: please call at 9am my time on Thursday, +1 212 555 0188", "+12125550188"),
        ("time", "Please call between 1pm and 2pm GMT tomorrow on +44 20 7946 0958", "+442079460958"),
        ("time", "Please call before the end of the week, 06-44112233", "+31644112233"),
        ("time", "Please call me this week except Thursday, 06-44112233", "+31644112233"),
        ("time", "I am out tomorrow but any time on Thursday is fine for a call. 06-44112233", "+31644112233"),
        ("time", "Mornings are best for me. Please call 06-44112233.", "+31644112233"),
        ("time", "Please call me on the first of December at a quarter past ten, 06-44112233", "+31644112233"),
        ("time", "Could you ring at 1430 hrs on Friday? 06-44112233", "+31644112233"),
        ("tijd", "Bellen tussen 12.00 en 12.30 of na 16.00, ma, di en vr. 06-44112233", "+31644112233"),
        ("tijd", "Liefst zsm, maar in ieder geval vandaag. 06-44112233 bellen", "+31644112233"),
        ("tijd", "Donderdag de hele ochtend en vrijdag na tweeën kunt u bellen op 06-44112233", "+31644112233"),
        ("tijd", "Morgen vanaf 10:30 tot 11:45 ben ik te bellen op 06-44112233", "+31644112233"),
    ],
)
def test_the_number_to_dial(subject: str, text: str, phone: str | None) -> None:
    assert read(subject, text).phone == phone


@pytest.mark.parametrize(
    ("fields", "text", "phone"),
    [
        ({"tel": "0644112233"}, "Bel me liever op 06-55667788", "+31655667788"),
        ({"phone": "010-1234567", "mobile": "06-44112233"}, "Call me please on my mobile", "+31644112233"),
        ({"telefoon": "06-44112233"}, "Bel mij, maar niet op het nummer in het formulier, dat is oud.", None),
        ({"telefoon": "0644112233", "telefoon_mobiel": ""}, "Graag bellen", "+31644112233"),
        ({"Telefoonnummer": 644112233}, "Graag bellen", "+31644112233"),
        ({"telefoon": "030-1234567"}, "Graag bellen.\n\nMet vriendelijke groet,\nJan\nM 06-44112233", "+31301234567"),
        ({"telefoon": "n.v.t."}, "Graag bellen", None),
    ],
)
def test_the_number_in_the_form(fields: dict[str, object], text: str, phone: str | None) -> None:
    assert read("vraag", text, fields).phone == phone


@pytest.mark.parametrize(
    ("fields", "text", "callback", "opt_out"),
    [
        ({"terugbellen": "ja", "geen_opname": "ja"}, "Zie formulier", True, True),
        ({"callback_requested": True, "recording_consent": False}, "Logo", True, True),
        ({"callback": "no", "no_recording": False}, "Please update the logo.", False, False),
        ({"categorie": "Terugbelverzoek"}, "", True, False),
        ({"tags": ["export", "callback"]}, "Export times out.", True, False),
        ({"contactvoorkeur": "telefoon", "tijdvak": "middag"}, "Neem contact op zoals in het formulier.", True, False),
        ({"contactvoorkeur": "e-mail"}, "Graag contact.", False, False),
        ({"Opname toegestaan": "Nee"}, "Kunt u mij bellen?", True, True),
        ({"Opname toegestaan": "Ja"}, "Kunt u mij bellen?", True, False),
        ({"opmerking": "geen opname a.u.b."}, "Kunt u mij bellen?", True, True),
    ],
)
def test_what_the_form_says(fields: dict[str, object], text: str, callback: bool, opt_out: bool) -> None:
    reading = read("vraag", text, fields)
    assert (reading.is_callback, reading.recording_opt_out) == (callback, opt_out)


def test_an_extension_goes_with_its_number() -> None:
    reading = read("vraag", "Bel mij op 030-1234567, toestel 412.")
    assert (reading.phone, reading.extension) == ("+31301234567", "412")
    assert read("vraag", "Bel mij op 030-1234567").extension is None


def test_the_last_clear_word_counts() -> None:
    assert read("vraag", "Ik schreef dat bellen niet hoefde. Bel me toch maar, 06-12345678.").is_callback
    assert not read("Bel mij", "Kunt u mij bellen? Laat maar, bellen is niet meer nodig.").is_callback
    assert not read("v", "Geen opname graag. Nee, bij nader inzien mag u gewoon opnemen. Bel mij.").recording_opt_out


def test_words_in_quoted_mail_do_not_count() -> None:
    text = "Dank, het werkt weer.\n\n> Kunt u mij morgen bellen op 06-12345678? Liever zonder opname."
    reading = read("RE: vraag", text)
    assert (reading.is_callback, reading.recording_opt_out, reading.phone) == (False, False, None)


def test_the_queue_makes_it_a_callback_whatever_the_words() -> None:
    reading = read_ticket(
        subject="x", text="06-12345678 morgen", fields=None, now=NOW, hours=HOURS, known_callback=True
    )
    assert reading.is_callback
    assert reading.sure
    assert reading.phone == "+31612345678"
    assert reading.windows


def test_an_unsure_ticket_says_so_and_keeps_number_and_wish_for_the_person_who_decides() -> None:
    reading = read("Gisteren", "Gisteren zou ik gebeld worden maar de telefoon bleef stil. Mijn nummer is 06-12345678.")
    assert not reading.sure or reading.is_callback
    assert reading.phone == "+31612345678"


def test_the_line_of_json_has_the_shape_that_tools_rely_on() -> None:
    line = read("vraag", "Kunt u mij morgen om 10 uur bellen? 06-12345678").to_json("T1")
    assert list(line)[:10] == [
        "id", "language", "is_callback", "recording_opt_out", "phone", "extension", "windows", "point_time",
        "excluded_weekdays", "outside_office_hours",
    ]  # fmt: skip
    assert line["id"] == "T1"
    assert line["windows"] == ["2026-11-25T09:30:00+01:00/2026-11-25T10:30:00+01:00"]
    assert line["point_time"] == "2026-11-25T10:00:00+01:00"


def test_the_evidence_points_at_the_words_and_hides_the_number() -> None:
    text = "Hallo, kunt u mij bellen op 06-12345678?"
    reading = read("vraag", text)
    kinds = {item.kind for item in reading.evidence}
    assert {"callback", "phone"} <= kinds
    for item in reading.evidence:
        shown = text[item.start : item.end]
        assert len(shown) == len(item.text)
        assert "12345678" not in item.text.replace("-", "")


def test_reading_needs_to_know_when_it_is() -> None:
    with pytest.raises(ValueError, match="aware"):
        read_ticket(subject="", text="", fields=None, now=datetime.fromisoformat("2026-11-24T09:30"), hours=HOURS)
