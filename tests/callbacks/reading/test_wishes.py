"""When the writer wants to be called: one expression a line, said on Tuesday 24 November 2026 at 09:30."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.callbacks.reading import TicketReading, read_ticket
from bot.desk.hours import OfficeHours

NOW = datetime.fromisoformat("2026-11-24T09:30+01:00")
HOURS = OfficeHours.parse("mo-fr 08:30-12:30,13:00-17:00", "Europe/Amsterdam")


def read(text: str, now: datetime = NOW, fields: dict[str, object] | None = None) -> TicketReading:
    return read_ticket(subject="vraag", text=text, fields=fields, now=now, hours=HOURS)


def short(reading: TicketReading) -> str:
    """Windows as "25T09:00-11:00", with the month when it is not November."""
    return " ".join(
        f"{start:%d}T{start:%H:%M}-{end:%H:%M}" if start.month == 11 else f"{start:%m-%d}T{start:%H:%M}-{end:%H:%M}"
        for start, end in reading.windows
    )


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("Kunt u mij morgen tussen 9 en 11 bellen?", "25T09:00-11:00"),
        ("Bel mij donderdag na drieën", "26T15:00-17:00"),
        ("Bel mij maandagmorgen", "30T08:30-12:00"),
        ("Graag bellen in week 49 op dinsdag", "12-01T08:30-17:00"),
        ("Graag terugbellen volgende week ma of di", "30T08:30-17:00 12-01T08:30-17:00"),
        ("Kunt u mij bellen? Niet op woensdag.", "24T09:30-17:00 26T08:30-17:00 27T08:30-17:00 30T08:30-17:00"),
        ("Kunt u mij vanmiddag om kwart over drie bellen?", "24T14:45-15:45"),
        ("Bel me om kwart voor elf", "24T10:15-11:15"),
        ("Graag een telefoontje tegen half twaalf", "24T11:00-12:00"),
        ("Graag teruggebeld worden vóór 12.00 uur vandaag", "24T09:30-12:00"),
        ("Kunt u mij uiterlijk morgen bellen?", "24T09:30-17:00 25T08:30-17:00"),
        ("Ik ben bereikbaar van 13.00 tot 15.30 uur op woensdag 25 november. Graag bellen.", "25T13:00-15:30"),
        ("Kunt u mij bellen? Ik ben alleen op donderdag en vrijdag te bereiken.", "26T08:30-17:00 27T08:30-17:00"),
        ("Kunt u mij woensdag of donderdag bellen, liefst in de ochtend?", "25T08:30-12:00 26T08:30-12:00"),
        ("Bel me woensdag in de ochtend of donderdag in de middag", "25T08:30-12:00 26T12:00-17:00"),
        ("Please call me on Thursday afternoon", "26T12:00-17:00"),
        ("Please call me tomorrow between 2 and 4pm", "25T14:00-16:00"),
        ("Could you ring me Friday at 10.30?", "27T10:00-11:00"),
        ("Please call any time after 3pm on Wednesday", "25T15:00-17:00"),
        ("Please call before 11 on Thursday", "26T08:30-11:00"),
        ("Call me on 26 November at 9 a.m. UK time please", "26T09:30-10:30"),
        ("Please phone me Wednesday at 10 EST", "25T15:30-16:30"),
        ("Please phone me at 3pm CET tomorrow", "25T14:30-15:30"),
        ("Can you call me back next week, preferably Tuesday morning?", "12-01T08:30-12:00"),
        ("Kunt u mij begin volgende week bellen?", "30T08:30-17:00 12-01T08:30-17:00"),
        ("Kunt u mij eind deze week bellen?", "26T08:30-17:00 27T08:30-17:00"),
        ("Graag bellen op 3/12 om 14u", "12-03T13:30-14:30"),
        ("Graag bellen op 3 december tussen 13u30 en 15u", "12-03T13:30-15:00"),
        ("Kunt u me overmorgen bellen, na de lunch?", "26T13:00-17:00"),
        ("Bel mij a.s. vrijdag voor tienen", "27T08:30-10:00"),
        ("Kunt u mij bellen? Maandag, woensdag en vrijdag werk ik niet.", "24T09:30-17:00 26T08:30-17:00"),
        (
            "Bellen kan elke dag behalve woensdag, tussen 10 en 12",
            "24T10:00-12:00 26T10:00-12:00 27T10:00-12:00 30T10:00-12:00",
        ),
        ("Kunt u mij bellen? Morgen ben ik de hele dag in vergadering, donderdag kan wel.", "26T08:30-17:00"),
        (
            "Kunt u mij bellen? Na 15.00 uur ben ik niet meer bereikbaar.",
            "24T09:30-15:00 25T08:30-15:00 26T08:30-15:00 27T08:30-15:00 30T08:30-15:00",
        ),
        (
            "Kunt u mij bellen, liefst niet voor 10 uur?",
            "24T10:00-17:00 25T10:00-17:00 26T10:00-17:00 27T10:00-17:00 30T10:00-17:00",
        ),
        ("Bel me vandaag, niet tussen 12 en 13 uur", "24T09:30-12:00 24T13:00-17:00"),
        ("Kunt u mij donderdag bellen tussen 9:00 en 10:00 of tussen 15:00 en 16:00?", "26T09:00-10:00 26T15:00-16:00"),
        ("Bel mij morgenochtend rond een uur of tien", "25T09:30-10:30"),
        ("Bel mij morgen aan het eind van de middag", "25T16:00-17:00"),
        ("Bel mij morgen vroeg in de ochtend", "25T08:30-10:00"),
        ("Graag vandaag nog bellen, tot 16 uur ben ik op kantoor", "24T09:30-16:00"),
        ("Kunt u me dinsdag 1 december om 10 uur bellen?", "12-01T09:30-10:30"),
        ("Graag bellen op dinsdag", "12-01T08:30-17:00"),
        ("Kunt u mij vrijdagmiddag om 2 uur bellen?", "27T13:30-14:30"),
        ("Please call me on Monday 30th November, 9-11", "30T09:00-11:00"),
        ("Please ring me this Thursday, 2:30 pm", "26T14:00-15:00"),
        ("Please call me on the 27th in the afternoon", "27T12:00-17:00"),
        ("I'm free tomorrow from 1 to 3, please call", "25T13:00-15:00"),
        ("Please call me back. I am in the office until noon today.", "24T09:30-12:00"),
        (
            "Please call me today or tomorrow, but not between 12 and 1.",
            "24T09:30-12:00 24T13:00-17:00 25T08:30-12:00 25T13:00-17:00",
        ),
        ("Please call me. I don't work on Wednesdays.", "24T09:30-17:00 26T08:30-17:00 27T08:30-17:00 30T08:30-17:00"),
        ("Please give me a call by Thursday", "24T09:30-17:00 25T08:30-17:00 26T08:30-17:00"),
        ("Could you phone me at quarter to four tomorrow?", "25T15:15-16:15"),
        ("Call me at half two please", "24T14:00-15:00"),
        ("Call me between half nine and ten tomorrow please", "25T09:30-10:00"),
        ("Kan iemand mij woensdag vanaf 14 uur bellen?", "25T14:00-17:00"),
        ("Bel me maar als het uitkomt, ma t/m wo tot 14.00 uur", "24T09:30-14:00 25T08:30-14:00 30T08:30-14:00"),
        ("Kunt u mij over twee weken op maandag bellen", "12-07T08:30-17:00"),
        ("Kunt u mij over een week terugbellen, dinsdag dus?", "12-01T08:30-17:00"),
        ("Donderdagmiddag of vrijdagochtend graag een belletje", "26T12:00-17:00 27T08:30-12:00"),
        (
            "Kunt u mij op werkdagen tussen 16 en 17 uur bellen",
            "24T16:00-17:00 25T16:00-17:00 26T16:00-17:00 27T16:00-17:00 30T16:00-17:00",
        ),
        (
            "Wilt u mij bellen? Mijn werkdagen zijn maandag, dinsdag en donderdag.",
            "24T09:30-17:00 26T08:30-17:00 30T08:30-17:00",
        ),
        (
            "Kunt u mij vanaf maandag bellen",
            "30T08:30-17:00 12-01T08:30-17:00 12-02T08:30-17:00 12-03T08:30-17:00 12-04T08:30-17:00",
        ),
        ("Gelieve te bellen tussen 10h en 11h op woensdag", "25T10:00-11:00"),
        ("Kunt u mij terugbellen op woensdag 25-11 om 11:15?", "25T10:45-11:45"),
        ("Bel me morgen maar, het liefst zo rond de klok van 3", "25T14:30-15:30"),
        ("Bellen graag, deze week alleen nog morgen na 14:00", "25T14:00-17:00"),
        ("Bel me zo snel mogelijk", ""),
        ("Kunt u mij bellen? De storing begon vanochtend om 9 uur.", ""),
        ("Kunt u mij bellen over de release van donderdag?", ""),
        ("Kunt u mij bellen? Wij hebben gisteren om 15 uur al een mail gestuurd.", ""),
        ("Kunt u mij bellen over de factuur van 3 november?", ""),
        ("Kunt u mij bellen? Het besluit moet vrijdag de deur uit.", ""),
        ("Please call me about the outage we had this morning at 9.", ""),
        ("Kunt u mij bellen voor vrijdag?", "24T09:30-17:00 25T08:30-17:00 26T08:30-17:00"),
        ("Graag bellen vrijdag voor 12 uur", "27T08:30-12:00"),
        ("Morgen kan ik niet, overmorgen wel. Belt u dan?", "26T08:30-17:00"),
        ("Belt u mij alstublieft heden tussen 13.00 en 14.00 uur", "24T13:00-14:00"),
        ("Bel me zaterdag tussen 10 en 12", "28T10:00-12:00"),
        ("Bel mij om 7 uur 's avonds vandaag", "24T18:30-19:30"),
        (
            "Kunt u mij in de loop van volgende week bellen",
            "30T08:30-17:00 12-01T08:30-17:00 12-02T08:30-17:00 12-03T08:30-17:00 12-04T08:30-17:00",
        ),
        ("Kunt u mij volgende week dinsdag- of woensdagochtend bellen", "12-01T08:30-12:00 12-02T08:30-12:00"),
        ("Liever niet morgen bellen maar overmorgen, in de middag", "26T12:00-17:00"),
        ("In plaats van morgen graag vrijdag om 9 uur bellen", "27T08:30-09:30"),
        ("Kan de afspraak van morgen 10 uur verzet worden naar donderdag 11 uur? Bel me dan.", "26T10:30-11:30"),
        ("Could you move our call from Wednesday to Friday at 2 pm? Call me then", "27T13:30-14:30"),
        (
            "Bel me liefst tussen de middag",
            "24T12:00-13:00 25T12:00-13:00 26T12:00-13:00 27T12:00-13:00 30T12:00-13:00",
        ),
        ("Kunt u mij binnen twee dagen bellen?", "24T09:30-17:00 25T08:30-17:00 26T08:30-17:00"),
        ("Kunt u mij binnen het uur terugbellen?", "24T09:30-10:30"),
        (
            "Bel me na het weekend",
            "30T08:30-17:00 12-01T08:30-17:00 12-02T08:30-17:00 12-03T08:30-17:00 12-04T08:30-17:00",
        ),
        ("Bel me nog voor het weekend", "24T09:30-17:00 25T08:30-17:00 26T08:30-17:00 27T08:30-17:00"),
        ("Kunt u mij bellen op 1 of 2 december?", "12-01T08:30-17:00 12-02T08:30-17:00"),
        ("Kunt u mij bellen op vrijdag 28 november?", "28T08:30-17:00"),
        ("please call me Tue 1 Dec or Wed 2 Dec, mornings", "12-01T08:30-12:00 12-02T08:30-12:00"),
        (
            "please call me from Thursday onwards",
            "26T08:30-17:00 27T08:30-17:00 30T08:30-17:00 12-01T08:30-17:00 12-02T08:30-17:00",
        ),
        ("please call later this week", "25T08:30-17:00 26T08:30-17:00 27T08:30-17:00"),
        ("please call me in two days' time at 4", "26T15:30-16:30"),
        (
            "Any weekday between 9 and 10 is fine for a call",
            "24T09:30-10:00 25T09:00-10:00 26T09:00-10:00 27T09:00-10:00 30T09:00-10:00",
        ),
        ("please call me the day after tomorrow around lunchtime", "26T12:00-13:00"),
        ("Bel mij di of do, 's middags", "26T12:00-17:00 12-01T12:00-17:00"),
        ("Bel mij woensdag 's ochtends vóór half elf", "25T08:30-10:30"),
        ("Kunt u mij bellen op mijn vrije dag, woensdag?", "25T08:30-17:00"),
        ("Ik ben vanmiddag vanaf twee uur weer op mijn plek, belt u dan even?", "24T14:00-17:00"),
        ("bel morgen 10-12 of 14-15", "25T10:00-12:00 25T14:00-15:00"),
        ("Bellen s.v.p. do. 26-11, 9.30 - 11.00 uur", "26T09:30-11:00"),
        ("Bel mij vrijdag tot uiterlijk 15 uur", "27T08:30-15:00"),
    ],
)
def test_an_expression_gives_its_windows(text: str, windows: str) -> None:
    reading = read(f"{text} 06-12345678" if text[-1] in ".?!" else f"{text}, 06-12345678")
    assert short(reading) == windows
    assert reading.is_callback


@pytest.mark.parametrize(
    ("fields", "text", "windows"),
    [
        ({"voorkeursdatum": "2026-12-01", "tijdvak": "09:00 - 11:00"}, "Graag bellen", "12-01T09:00-11:00"),
        ({"preferred_date": "01-12-2026", "preferred_slot": "14:00-16:00"}, "Please call me", "12-01T14:00-16:00"),
        ({"dagdeel": "Ochtend (08:30 - 12:00)", "voorkeursdag": "woensdag"}, "Graag bellen", "25T08:30-12:00"),
        ({"voorkeursdatum": "27/11/2026", "voorkeurstijd": "15:30"}, "Bel mij terug aub.", "27T15:00-16:00"),
        ({"beschikbaarheid": "ma-wo 9-12"}, "Graag bellen", "24T09:30-12:00 25T09:00-12:00 30T09:00-12:00"),
        ({"voorkeursdatum": "2026-11-26", "tijdvak": "middag"}, "Graag vrijdag om 10 uur bellen", "27T09:30-10:30"),
        ({"voorkeursdatum": "2026-11-26"}, "Graag bellen, het liefst in de ochtend", "26T08:30-12:00"),
        ({"tijdvak": "10:00-12:00"}, "Graag vrijdag bellen", "27T10:00-12:00"),
        ({"tijdvak": "geen voorkeur"}, "Graag bellen", ""),
    ],
)
def test_the_form_fills_in_what_the_text_leaves_open(fields: dict[str, object], text: str, windows: str) -> None:
    assert short(read(text, fields={"telefoon": "06-12345678", **fields})) == windows


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Bel mij morgen om half drie, 06-12345678", "2026-11-25T14:30:00+01:00"),
        ("Please call at 10:00 UK time on Wednesday, 06-12345678", "2026-11-25T11:00:00+01:00"),
        ("Bel mij op dinsdag 30 maart 2027 om 10.00 uur, 06-12345678", "2027-03-30T10:00:00+02:00"),
    ],
)
def test_a_moment_is_a_point_with_half_an_hour_around_it(text: str, moment: str) -> None:
    reading = read(text)
    assert reading.point_time is not None
    assert reading.point_time.isoformat() == moment
    ((start, end),) = reading.windows
    assert (end - start).total_seconds() == 3600
    assert (reading.point_time - start) * 2 == end - start


def test_a_wish_outside_office_hours_is_kept_as_it_is_and_said() -> None:
    evening = read("Bel mij donderdag om 19.30 uur, 06-12345678")
    assert evening.outside_office_hours
    assert short(evening) == "26T19:00-20:00"
    assert not read("Bel mij donderdag om 16.30 uur, 06-12345678").outside_office_hours


def test_a_holiday_is_outside_office_hours() -> None:
    reading = read(
        "Kunt u mij morgen tussen 10 en 12 bellen? 06-12345678", datetime.fromisoformat("2026-04-26T10:00+02:00")
    )
    assert reading.outside_office_hours
    assert [start.isoformat() for start, _ in reading.windows] == ["2026-04-27T10:00:00+02:00"]


def test_weekdays_that_never_suit_are_named() -> None:
    reading = read("Kunt u mij bellen? Niet op woensdag en vrijdag. 06-12345678")
    assert reading.excluded_weekdays == ("wed", "fri")
    assert short(reading) == "24T09:30-17:00 26T08:30-17:00 30T08:30-17:00"


def test_a_time_that_has_passed_gives_no_window() -> None:
    assert read("Bel mij vandaag om 8.45 uur, 06-12345678").windows == ()


def test_the_windows_are_in_the_zone_of_the_desk_whatever_zone_now_is_in() -> None:
    reading = read("Bel mij morgen tussen 9 en 11, 06-12345678", datetime.fromisoformat("2026-11-24T08:30+00:00"))
    assert [start.isoformat() for start, _ in reading.windows] == ["2026-11-25T09:00:00+01:00"]
