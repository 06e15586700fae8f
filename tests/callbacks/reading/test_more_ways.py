"""More ways of saying it, written after the reading was first measured: each line a kind that it should know."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.callbacks.reading import TicketReading, read_ticket
from bot.desk.hours import OfficeHours

NOW = datetime.fromisoformat("2026-11-24T09:30+01:00")
HOURS = OfficeHours.parse("mo-fr 08:30-12:30,13:00-17:00", "Europe/Amsterdam")


def read(text: str) -> TicketReading:
    return read_ticket(subject="vraag", text=text, fields=None, now=NOW, hours=HOURS)


def short(reading: TicketReading) -> str:
    """Windows as "25T09:00-11:00", with the month when it is not November."""
    return " ".join(
        f"{start:%d}T{start:%H:%M}-{end:%H:%M}" if start.month == 11 else f"{start:%m-%d}T{start:%H:%M}-{end:%H:%M}"
        for start, end in reading.windows
    )


@pytest.mark.parametrize(
    ("text", "callback", "phone"),
    [
        (
            "Ik kom er niet uit met de zaaktypes. Misschien dat iemand me even kan opbellen? Donderdag na de "
            "middag zit ik op 0511-424344.",
            True,
            "+31511424344",
        ),
        (
            "Prima, dan spreken we elkaar morgen om kwart over tien. U belt mij op 06-21222324 toch?",
            True,
            "+31621222324",
        ),
        ("System down, phone me NOW +31 6 21222324", True, "+31621222324"),
        (
            "Heeft u tijd voor een kort telefoontje? Ik ben op maandag- en dinsdagmiddag beschikbaar. 0511 424344",
            True,
            "+31511424344",
        ),
        (
            "Graag zou ik hierover met een van uw adviseurs willen spreken. U bereikt mij op 0511-424344, het "
            "beste na vieren.",
            True,
            "+31511424344",
        ),
        ("Ik wacht sinds vrijdag op een belletje van jullie. Wanneer komt dat? 0511-424344", True, "+31511424344"),
        ("Gemiste oproep gezien, belt u nog een keer? Tot half vijf ben ik er. 0511-424344", True, "+31511424344"),
        (
            "Namens de heer Van Dam verzoek ik u hem te bellen op 0511-424344, woensdag tussen 8.30 en 9.00 uur.",
            True,
            "+31511424344",
        ),
        ("Ik ben blind en werk met spraak. Bellen is voor mij het makkelijkst: 0511-424344.", True, "+31511424344"),
        (
            "Stuurt u geen handleiding, die heb ik al. Liever legt iemand het me uit aan de telefoon. "
            "0511-424344, morgenochtend.",
            True,
            "+31511424344",
        ),
        ("mag ik ff gebeld worden? 0621222324", True, "+31621222324"),
        ("kan er iemd bellen?? 0621222324 vnmiddag", True, "+31621222324"),
        ("Would appreciate it if somebody rang me on Monday morning, 020 624 0000", True, "+31206240000"),
        ("Could we speak on Thursday at 3? I'm on +31 20 624 0000.", True, "+31206240000"),
        ("Get back to me by phone please: +31 20 624 0000. Not before 10.", True, "+31206240000"),
        ("Can I get a callback between 3.30 and 4.30 today? +31 20 624 0000", True, "+31206240000"),
        ("My manager wants a call from your account lead, Dec 2nd, 10:00-10:30, +31 20 624 0000", True, "+31206240000"),
        ("You may reach me by telephone any day next week after 1 pm: +31 20 624 0000", True, "+31206240000"),
        (
            "Please telephone our clerk, Ms. Dunne, on +353 1 896 1000 at 11:00 Irish time on Friday.",
            True,
            "+35318961000",
        ),
        (
            "Ik doe een beroep op mijn recht om telefonisch geholpen te worden zonder dat dit wordt "
            "vastgelegd. Bel 0511-424344.",
            True,
            "+31511424344",
        ),
        ("Svp geen geluidsopname maken als u belt op 0511-424344", True, "+31511424344"),
        ("Wij wensen niet dat onze gesprekken worden gebruikt voor training of opgenomen.", False, None),
        ("Zet alsjeblieft in het systeem dat gesprekken met ons kantoor niet mogen worden opgenomen.", False, None),
        ("If you call, make sure it's not being recorded: 020-6240000", True, "+31206240000"),
        ("Our works council does not allow recording of calls with staff. Please note.", False, None),
        ("Kan ik ook geholpen worden zonder dat ik word opgenomen? Bel me dan: 0511-424344", True, "+31511424344"),
        ("Kunt u de memo opnemen in het dossier en niet in de bijlage?", False, None),
        ("De inwoner belde ons omdat hij geen ontvangstbevestiging kreeg. Hoe kan dat?", False, None),
        ("Mijn collega belt jullie straks hierover.", False, None),
        ("Na vier keer bellen nog steeds geen antwoord. Wat is de status van ticket 0612345678?", False, None),
        ("Het 06-nummer van de indiener (06-12345678) wordt afgekapt in de brief.", False, None),
        ("De beller-ID wordt niet getoond bij inkomende gesprekken.", False, None),
        ("Kunt u een testbericht sturen naar 06-12345678?", False, None),
        ("Voor de teamdag zoeken wij iemand van Verdant als spreker, donderdag 10 december om 14 uur.", False, None),
        ("Fijn dat u zo snel terugbelde. Alles werkt.", False, None),
        ("Mail me liever, ik zit de hele dag in vergadering en kan niet bellen.", False, None),
        ("We spoke on the phone yesterday; please send the summary.", False, None),
        ("Is there a phone number for out-of-hours support?", False, None),
        ("I'll be calling in from +44 20 7946 0958 for the webinar.", False, None),
        ("Don't bother calling, a reply here is fine.", False, None),
        ("The scheduled callback feature shows the wrong time zone.", False, None),
        ("Call recording in our KCC module stopped working on Monday.", False, None),
        ("Contactpersoon wijzigt per 1 december: Anna Vos, 06-21222324.", False, None),
        (
            "Ik heb u al twee keer gebeld op 088-1234567 maar word steeds doorverbonden. Ik "
            "wil gewoon mijn wachtwoord.",
            False,
            None,
        ),
        ("Kunt u de telefonische bereikbaarheid op de contactpagina zetten: ma-vr 9-12?", False, None),
        ("De servicedesk belde mij vanochtend terug, dank. Alleen de export doet het nog niet.", False, None),
        ("Wij gaan morgen om 10 uur bellen met de provincie; kunnen jullie vooraf de cijfers mailen?", False, None),
        ("Bij het aanmaken van een belafspraak in de agenda-module verschijnt een foutmelding.", False, None),
        ("In het script staat: kan ik u terugbellen op dit nummer? Graag aanpassen.", False, None),
        ("Mijn telefoonnummer is gewijzigd in 06-12345678. Graag aanpassen in mijn profiel.", False, None),
        ("Ik bel straks nog even met Kees van jullie, hij weet ervan.", False, None),
        ("Het gesprek van gisteren was prettig. Kunt u de afspraken op papier zetten?", False, None),
        ("We hoeven niet meer te bellen, alles is duidelijk.", False, None),
        ("Een beller vroeg naar de openbare bekendmaking. Waar vind ik die?", False, None),
        ("Graag een account voor Piet de Vries, p.devries@gemeente.example, 06-12345678.", False, None),
        ("De monteur komt donderdag tussen 9 en 12 langs. Zijn nummer is 06-12345678.", False, None),
        ("Onze nieuwe collega start maandag. Telefoon: 06-12345678. Graag autorisatie regelen.", False, None),
        ("Vanaf morgen ben ik met vakantie, bij vragen kunt u bellen met Jan op 06-12345678.", False, None),
        ("Is de telefoniekoppeling geschikt voor terugbellen vanuit het zaaksysteem?", False, None),
        ("Please add my mobile 06-12345678 to the MFA settings.", False, None),
        ("I was on the phone with your helpdesk for an hour. Not happy.", False, None),
        ("Could you call the REST endpoint from your side and see if it works?", False, None),
        ("Who should citizens call when the portal is down?", False, None),
        ("The ring icon in the header overlaps the menu.", False, None),
        ("Could you tell me when the next release call is?", False, None),
        ("We'll call you if we need anything else.", False, None),
        ("The number 020-6240000 in your signature is not working.", False, None),
        ("Please send the dial-in details for Thursday's call.", False, None),
        ("My colleague will phone you at 10 tomorrow.", False, None),
        ("Please reply by mail, I'm deaf and cannot use the phone.", False, None),
        ("The method calls back twice, see trace id 0612345678.", False, None),
        ("Ik krijg graag iemand aan de lijn over de facturatie: 0511-424344.", True, "+31511424344"),
        ("Het antwoord per mail helpt me niet. Pak even de telefoon: 0511-424344.", True, "+31511424344"),
        ("Telefonisch overleg gewenst, 0511-424344 (Ellen)", True, "+31511424344"),
        ("Is het mogelijk dat iemand vanmiddag met mij belt? 0511-424344", True, "+31511424344"),
        ("Wilt u mij een belletje geven zodra dit gereed is? 0511-424344", True, "+31511424344"),
        ("Zou fijn zijn om dit even door te spreken. Kan dat vrijdag? Nummer 0511-424344", True, "+31511424344"),
        ("Bel eerst even voordat jullie iets wijzigen: 0511-424344", True, "+31511424344"),
        ("Graag hoor ik telefonisch van u op 0511-424344.", True, "+31511424344"),
        ("U kunt terugbellen naar Anja, 0511-424344 of 06-21222324.", True, "+31511424344"),
        ("Ik ben morgen de hele dag te bereiken op 0511-424344 voor overleg over de factuur.", True, "+31511424344"),
        ("Would it be possible to have a word on the phone? +31 20 624 0000", True, "+31206240000"),
        ("A quick ring would help: +31 20 624 0000", True, "+31206240000"),
        ("I need to talk to someone about our licence. Best number: +31 20 624 0000.", True, "+31206240000"),
        ("Still waiting for my callback! +31 20 624 0000", True, "+31206240000"),
        ("Let me know by phone, +31 20 624 0000, e-mail is down.", True, "+31206240000"),
        ("Don't e-mail, call. +31 20 624 0000", True, "+31206240000"),
        ("Feel free to call me on +31 20 624 0000.", True, "+31206240000"),
    ],
)
def test_whether_to_call_and_where(text: str, callback: bool, phone: str | None) -> None:
    reading = read(text)
    assert reading.is_callback is callback
    if callback:
        assert reading.phone == phone


@pytest.mark.parametrize(
    ("text", "opt_out"),
    [
        ("Ik wil graag teruggebeld worden, buiten de opname om.", True),
        ("Mag het bandje uit tijdens ons gesprek?", True),
        ("Ik praat niet als er een opname loopt.", True),
        ("Alleen bellen als er niets wordt opgeslagen.", True),
        ("Wat ik zeg is vertrouwelijk en mag niet worden bewaard.", True),
        ("Ik verleen geen medewerking aan gespreksopnames.", True),
        ("Gelieve ons gesprek niet te registreren op band.", True),
        ("Ik beroep me op mijn recht van bezwaar: geen opnames van mijn stem.", True),
        ("Graag een gesprek zonder meeluisteraars of opnames.", True),
        ("Ik wens dat gesprekken met mij niet langer worden opgenomen.", True),
        ("Stop met het opnemen van mijn telefoontjes.", True),
        ("Zet de opname uit, alsjeblieft.", True),
        ("U neemt gesprekken op, las ik. Bij mij graag niet.", True),
        ("Ik geef geen akkoord voor opname.", True),
        ("Ik ben niet akkoord met het opnemen.", True),
        ("Ik trek mijn toestemming voor gespreksopname in.", True),
        ("Opnemen van dit gesprek sta ik niet toe.", True),
        ("Ik zou het waarderen als er niet wordt opgenomen.", True),
        ("Liever geen bandopname van ons gesprek.", True),
        ("Kan dit gesprek off-record?", True),
        ("Bel me maar zonder dat er iemand meeluistert.", True),
        ("Er mag geen transcript van gemaakt worden.", True),
        ("Ik wil niet op band.", True),
        ("Ik wil niet op de band staan.", True),
        ("Geen kwaliteitsopnames graag.", True),
        ("I refuse to be recorded.", True),
        ("Please ensure no recording is made.", True),
        ("I would like the call to be unrecorded.", True),
        ("Kindly disable recording for my calls.", True),
        ("I am not comfortable with being recorded.", True),
        ("I don't agree to call recording.", True),
        ("No tape please.", True),
        ("Please exclude me from call monitoring.", True),
        ("Calls with me must not be recorded.", True),
        ("Please stop recording our calls.", True),
        ("I want to talk in confidence, so nothing on tape.", True),
        ("You do not have my permission to record this call.", True),
        ("The recording must be turned off before we talk.", True),
        ("Please do not keep a recording of our call.", True),
        ("De opname van de raadsvergadering ontbreekt.", False),
        ("Kunt u mijn nummer opnemen in de telefoonlijst?", False),
        ("Is het mogelijk gesprekken op te nemen in jullie telefoniemodule?", False),
        ("De afspraak staat niet opgenomen in mijn agenda.", False),
        ("Ik kreeg niemand te pakken, er werd niet opgenomen.", False),
        ("Uw collega nam niet op.", False),
        ("Waarom worden onze wijzigingen niet opgenomen in de release?", False),
        ("Kunnen we de sessie opnemen voor collega's?", False),
        ("We could not record the payment in the system.", False),
        ("There is no record of my request.", False),
        ("The screen recording shows the error.", False),
        ("Graag ontvang ik de opname van het gesprek van 12 november.", False),
        ("U mag het gesprek gerust opnemen.", False),
        ("It is fine to record the call.", False),
        ("De bandbreedte is niet voldoende.", False),
        ("Wij hebben het niet in het bestek opgenomen.", False),
        ("Ik neem aan dat het gesprek wordt opgenomen?", False),
        ("Neem geen contact op met de aanvrager.", False),
        ("Dit punt wordt niet opgenomen in het verslag.", False),
        ("De logging wordt niet bewaard na 30 dagen, klopt dat?", False),
        (
            "Ik doe een beroep op mijn recht om telefonisch geholpen te worden zonder dat dit wordt "
            "vastgelegd. Bel 0511-424344.",
            True,
        ),
        ("Svp geen geluidsopname maken als u belt op 0511-424344", True),
        ("Wij wensen niet dat onze gesprekken worden gebruikt voor training of opgenomen.", True),
        ("Zet alsjeblieft in het systeem dat gesprekken met ons kantoor niet mogen worden opgenomen.", True),
        ("If you call, make sure it's not being recorded: 020-6240000", True),
        ("Our works council does not allow recording of calls with staff. Please note.", True),
        ("Kan ik ook geholpen worden zonder dat ik word opgenomen? Bel me dan: 0511-424344", True),
    ],
)
def test_whether_not_to_record(text: str, opt_out: bool) -> None:
    assert read(text).recording_opt_out is opt_out


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("Kunt u mij morgen rond het middaguur bellen", "25T11:30-12:30"),
        ("Bel mij morgen voor negenen", "25T08:30-09:00"),
        ("Graag bellen morgen in de namiddag", "25T12:00-17:00"),
        ("Bel mij morgen tegen vijven", "25T16:30-17:00"),
        ("Bel me morgen om 5 over half 10", "25T09:05-10:05"),
        ("Bel me morgen om tien voor half drie", "25T13:50-14:50"),
        ("Graag bellen op de laatste vrijdag van november", "27T08:30-17:00"),
        ("Bellen kan donderdag van negen tot half elf", "26T09:00-10:30"),
        ("Ik ben donderdag bereikbaar tot 12.00 uur, graag bellen", "26T08:30-12:00"),
        (
            "Kunt u mij bellen, maar niet tijdens de lunch (12.00-13.00)?",
            "24T09:30-12:00 24T13:00-17:00 25T08:30-12:00 25T13:00-17:00 26T08:30-12:00 26T13:00-17:00 "
            "27T08:30-12:00 27T13:00-17:00 30T08:30-12:00 30T13:00-17:00",
        ),
        (
            "Graag bellen na maandag",
            "12-01T08:30-17:00 12-02T08:30-17:00 12-03T08:30-17:00 12-04T08:30-17:00 12-07T08:30-17:00",
        ),
        ("Kunt u woensdagmiddag na 15.30 uur bellen", "25T15:30-17:00"),
        ("Bel mij donderdag of vrijdag, maakt niet uit hoe laat", "26T08:30-17:00 27T08:30-17:00"),
        (
            "Kunt u mij bellen? Donderdag heb ik de hele dag cursus en vrijdag ben ik vrij.",
            "24T09:30-17:00 25T08:30-17:00 30T08:30-17:00",
        ),
        ("Graag terugbellen, op maandag en dinsdag ben ik er niet", "25T08:30-17:00 26T08:30-17:00 27T08:30-17:00"),
        ("Bel me morgen, in de ochtend ben ik thuis", "25T08:30-12:00"),
        ("Bel me morgen maar niet in de ochtend", "25T12:00-17:00"),
        ("Bel me woensdag, voor 10 uur of na 15 uur", "25T08:30-10:00 25T15:00-17:00"),
        (
            "Bel mij elke werkdag tussen half negen en negen",
            "25T08:30-09:00 26T08:30-09:00 27T08:30-09:00 30T08:30-09:00",
        ),
        ("Graag bellen: vandaag 13-14u, morgen 9-10u", "24T13:00-14:00 25T09:00-10:00"),
        ("Bel me volgende week woensdag na de lunch", "12-02T13:00-17:00"),
        ("Kunt u mij in week 50, op woensdag, bellen", "12-09T08:30-17:00"),
        ("Bel me op 10 december, 's morgens", "12-10T08:30-12:00"),
        ("Belt u mij op donderdag 26 november a.s. om 16.15 uur", "26T15:45-16:45"),
        ("Kunt u mij over drie dagen bellen", "27T08:30-17:00"),
        ("Bel me deze week nog, maar niet op vrijdag", "24T09:30-17:00 25T08:30-17:00 26T08:30-17:00"),
        (
            "Bel mij na 30 november",
            "12-01T08:30-17:00 12-02T08:30-17:00 12-03T08:30-17:00 12-04T08:30-17:00 12-07T08:30-17:00",
        ),
        ("Please call me either Wednesday morning or Thursday afternoon", "25T08:30-12:00 26T12:00-17:00"),
        ("Please call me in the morning", "24T09:30-12:00 25T08:30-12:00 26T08:30-12:00 27T08:30-12:00 30T08:30-12:00"),
        ("Please call me at twenty past ten tomorrow", "25T09:50-10:50"),
        ("Please call me tomorrow, noonish", "25T11:30-12:30"),
        ("Please call me tomorrow at 9ish", "25T08:30-09:30"),
        ("Please call me on Wed the 25th at 2", "25T13:30-14:30"),
        ("Please call Tuesday or Thursday next week between 9 and 10:30", "12-01T09:00-10:30 12-03T09:00-10:30"),
        ("Please call me next Wednesday, not before 11", "12-02T11:00-17:00"),
        ("Please call me 9-11am tomorrow", "25T09:00-11:00"),
        ("Please call me 1-3pm Thursday", "26T13:00-15:00"),
        ("I'm in meetings until 2, please call me after that", "24T14:00-17:00"),
        ("Please call me Friday afternoon but before 4", "27T12:00-16:00"),
        ("Please call me Monday to Wednesday, before 10am", "24T09:30-10:00 25T08:30-10:00 30T08:30-10:00"),
        ("Please call me tomorrow from 2 pm", "25T14:00-17:00"),
        ("Please call me at 15h on Friday", "27T14:30-15:30"),
        ("Please call me at 4 p.m. Finnish time tomorrow", "25T14:30-15:30"),
        ("Please call tomorrow at 8 am Pacific", "25T16:30-17:00"),
        ("Please call me on December 1 between 11:30 and 12:15", "12-01T11:30-12:15"),
        ("Please call any time but Wednesday", "24T09:30-17:00 26T08:30-17:00 27T08:30-17:00 30T08:30-17:00"),
        ("Please call; Thursdays and Fridays are my days off", "24T09:30-17:00 25T08:30-17:00 30T08:30-17:00"),
        ("Please call me within the next two hours", "24T09:30-11:30"),
        ("Please call me sometime tomorrow, but after 10", "25T10:00-17:00"),
        ("Graag gebeld worden voor het einde van de dag", "24T09:30-17:00"),
        ("Bel me vandaag voor het einde van de middag", "24T09:30-17:00"),
        ("Bel me komende woensdag rond lunchtijd", "25T12:00-13:00"),
        ("Kunt u morgenochtend als eerste even bellen", "25T08:30-10:00"),
        ("Bel me 's middags, behalve op maandag", "24T12:00-17:00 25T12:00-17:00 26T12:00-17:00 27T12:00-17:00"),
        (
            "Ik werk parttime: dinsdag, woensdag en donderdag tot 14.30. Kunt u bellen?",
            "24T09:30-14:30 25T08:30-14:30 26T08:30-14:30",
        ),
        ("Bel me maandag tussen elf en één", "30T11:00-13:00"),
        ("Bel me om 10:00 of om 14:00 morgen", "25T09:30-10:30 25T13:30-14:30"),
        ("Bel me alleen op maandag", "30T08:30-17:00"),
        ("Mijn voorkeur gaat uit naar vrijdagochtend, graag bellen", "27T08:30-12:00"),
        ("Kunt u mij bellen? Woensdag schikt mij het best, anders donderdag.", "25T08:30-17:00 26T08:30-17:00"),
        (
            "Ik kom er niet uit met de zaaktypes. Misschien dat iemand me even kan opbellen? Donderdag na de "
            "middag zit ik op 0511-424344.",
            "26T12:00-17:00",
        ),
        ("Prima, dan spreken we elkaar morgen om kwart over tien. U belt mij op 06-21222324 toch?", "25T09:45-10:45"),
        ("System down, phone me NOW +31 6 21222324", ""),
        (
            "Heeft u tijd voor een kort telefoontje? Ik ben op maandag- en dinsdagmiddag beschikbaar. 0511 424344",
            "30T12:00-17:00 12-01T12:00-17:00",
        ),
        (
            "Graag zou ik hierover met een van uw adviseurs willen spreken. U bereikt mij op 0511-424344, het "
            "beste na vieren.",
            "24T16:00-17:00 25T16:00-17:00 26T16:00-17:00 27T16:00-17:00 30T16:00-17:00",
        ),
        ("Ik wacht sinds vrijdag op een belletje van jullie. Wanneer komt dat? 0511-424344", ""),
        (
            "Gemiste oproep gezien, belt u nog een keer? Tot half vijf ben ik er. 0511-424344",
            "24T09:30-16:30 25T08:30-16:30 26T08:30-16:30 27T08:30-16:30 30T08:30-16:30",
        ),
        (
            "Namens de heer Van Dam verzoek ik u hem te bellen op 0511-424344, woensdag tussen 8.30 en 9.00 uur.",
            "25T08:30-09:00",
        ),
        ("Ik ben blind en werk met spraak. Bellen is voor mij het makkelijkst: 0511-424344.", ""),
        (
            "Stuurt u geen handleiding, die heb ik al. Liever legt iemand het me uit aan de telefoon. "
            "0511-424344, morgenochtend.",
            "25T08:30-12:00",
        ),
        ("mag ik ff gebeld worden? 0621222324", ""),
        ("Would appreciate it if somebody rang me on Monday morning, 020 624 0000", "30T08:30-12:00"),
        ("Could we speak on Thursday at 3? I'm on +31 20 624 0000.", "26T14:30-15:30"),
        (
            "Get back to me by phone please: +31 20 624 0000. Not before 10.",
            "24T10:00-17:00 25T10:00-17:00 26T10:00-17:00 27T10:00-17:00 30T10:00-17:00",
        ),
        ("Can I get a callback between 3.30 and 4.30 today? +31 20 624 0000", "24T15:30-16:30"),
        ("My manager wants a call from your account lead, Dec 2nd, 10:00-10:30, +31 20 624 0000", "12-02T10:00-10:30"),
        (
            "You may reach me by telephone any day next week after 1 pm: +31 20 624 0000",
            "30T13:00-17:00 12-01T13:00-17:00 12-02T13:00-17:00 12-03T13:00-17:00 12-04T13:00-17:00",
        ),
        ("Please telephone our clerk, Ms. Dunne, on +353 1 896 1000 at 11:00 Irish time on Friday.", "27T11:30-12:30"),
        (
            "Ik doe een beroep op mijn recht om telefonisch geholpen te worden zonder dat dit wordt "
            "vastgelegd. Bel 0511-424344.",
            "",
        ),
        ("Svp geen geluidsopname maken als u belt op 0511-424344", ""),
        ("If you call, make sure it's not being recorded: 020-6240000", ""),
        ("Kan ik ook geholpen worden zonder dat ik word opgenomen? Bel me dan: 0511-424344", ""),
        ("Ik krijg graag iemand aan de lijn over de facturatie: 0511-424344.", ""),
        ("Het antwoord per mail helpt me niet. Pak even de telefoon: 0511-424344.", ""),
        ("Telefonisch overleg gewenst, 0511-424344 (Ellen)", ""),
        ("Ik heb al drie keer gebeld en ben nog steeds niet teruggebeld! 0511-424344", ""),
        ("Is het mogelijk dat iemand vanmiddag met mij belt? 0511-424344", "24T12:00-17:00"),
        ("Wilt u mij een belletje geven zodra dit gereed is? 0511-424344", ""),
        ("Zou fijn zijn om dit even door te spreken. Kan dat vrijdag? Nummer 0511-424344", "27T08:30-17:00"),
        ("Bel eerst even voordat jullie iets wijzigen: 0511-424344", ""),
        ("Graag hoor ik telefonisch van u op 0511-424344.", ""),
        ("U kunt terugbellen naar Anja, 0511-424344 of 06-21222324.", ""),
        ("Ik ben morgen de hele dag te bereiken op 0511-424344 voor overleg over de factuur.", "25T08:30-17:00"),
        ("Would it be possible to have a word on the phone? +31 20 624 0000", ""),
        ("A quick ring would help: +31 20 624 0000", ""),
        ("I need to talk to someone about our licence. Best number: +31 20 624 0000.", ""),
        ("Still waiting for my callback! +31 20 624 0000", ""),
        ("Let me know by phone, +31 20 624 0000, e-mail is down.", ""),
        ("Don't e-mail, call. +31 20 624 0000", ""),
        ("Feel free to call me on +31 20 624 0000.", ""),
    ],
)
def test_when_to_call(text: str, windows: str) -> None:
    assert short(read(text if "06-" in text or "0511" in text else f"{text}, bel 06-12345678")) == windows
