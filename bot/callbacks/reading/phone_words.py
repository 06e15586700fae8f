"""What is said around a telephone number, as tables of patterns for the folded text before it or after it."""

from __future__ import annotations

import re
from typing import Final


def _ends(pattern: str, tail: str = r"[ :(\"'*=>|-]*$") -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern}){tail}")


NOT_A_PHONE: Final = _ends(
    r"(?:\b(?:ticket|zaak|dossier|kenmerk|factuur|facturen|kvk|k\.v\.k|bsn|iban|order|bestelling"
    r"|correlatie|correlation|ref|referentie"
    r"|reference|polis|case|bag|btw|rsin|oin|klant|relatie|serie|artikel|invoice|error|fout|foutmelding"
    r"|foutcode|code|account|build|id"
    r"|rekening|project|contract|melding|incident|change|wijziging|verzoek|aanvraag|release|versie|version"
    r"|patch|sessie|session|trace"
    r"|request|transaction|transactie|bericht|message|debiteur|crediteur|customer|licentie|license|perceel"
    r"|object|besluit|inc|chg|req"
    r"|imei|sku|ean|barcode|poort|port|pid|thread|process|hash|commit|registratie|inschrijf|paspoort|document)"
    r"(?:id|s|en|code|nummers?|nrs?|numbers?|no)?(?:[\s-]+(?:id|nummer|nr\.?|number|no\.?"
    r"|code)){0,2}\s*(?:is|was|van|of|met)?|#)"
)
"""A word that makes the digits behind it something else than a telephone number."""

FAX: Final = _ends(r"\bf(?:ax)?(?:nummer|nr|number)?\.?")

NOT_ON: Final = _ends(
    r"\bniet(?: meer| langer)?(?: (?:te )?(?:bel(?:len)?|gebruiken|bereikbaar|gebeld worden|langer))?(?: mij| me| ons)?"
    r"(?: op| via| naar| naar| onder| het| mijn| dit| dat| nummer| oude| mobiele| vaste| 06| telefoonnummer| met)*"
    r"|\b(?:not|don't|do not|never)(?: be| any longer| any more| anymore)?(?: use| call| dial| ring| phone"
    r"| reach(?:able|ed)?)?"
    r"(?: me| us)?(?: on| at| via| the| my| this| that| number| old| mobile| landline)*"
    r"|\bnooit (?:meer )?op(?: mijn| het)?",
    tail=r"[ (]*$",
)
DENIED_BEFORE: Final = _ends(
    r"\b(?:oude?|vorige?|vroegere?|verkeerde?|foute?|old|former|previous|wrong)(?: (?:mobiele|vaste"
    r"|telefoon|mobile|phone))?"
    r"[ -]?(?:nummer|telefoonnummer|toestel|mobiel|06|06-nummer|number|mobile|phone|cell|landline)(?: is"
    r"| was|:)?(?: \w+)?|\b(?:oud|old|was|vroeger)\s*"
    r"|\b(?:in plaats van|ipv|i\.p\.v\.?|instead of|rather than|no longer|uitgezonderd|behalve)(?: op| het"
    r"| mijn| the| my| on| oude?| old"
    r"| nummer| number)*"
)
"""The number is named to say that it must not be used."""

DENIED_AFTER: Final = re.compile(
    r"^\W{0,4}(?:(?:oh |oeps |sorry |eh |uh )?(?:no,? (?:wait|sorry)|nee,? (?:wacht|sorry|dat)|wait,"
    r"|wacht,|scratch that|that's (?:my |the )?(?:old|wrong)|dat is (?:mijn |het )?(?:oude|foute"
    r"|verkeerde))"
    r"|(?:\w+ ){0,2}(?:niet|not) (?:meer |langer )?(?:bereikbaar|beschikbaar|te bereiken|reachable"
    r"|available|in gebruik|in use|actief)|(?:ligt|is) (?:in reparatie|kapot|stuk|leeg|defect|kwijt"
    r"|gestolen|broken|lost|dead|uitgevallen|op)"
    r"|\((?:oud|vervallen|old)|(?:is|werkt|klopt|bestaat|gebruik ik|geldt|works?|was|does)\b[^.;,]{0,15}"
    r"\b(?:niet|not|vervallen|oude?|opgeheven|defect|kapot|afgesloten|verkeerd|fout|wrong|old|dead"
    r"|disconnected|obsolete|no longer)"
    r"|niet (?:meer )?(?:gebruiken|bellen)|vervalt|is (?:het|mijn) oude|doet het niet|no longer"
    r"|is no longer|doesn't work|kunt u (?:uit de"
    r" administratie )?verwijderen|mag (?:u |je )?(?:weg|eruit|verwijderd))"
)

NOT_THEIRS: Final = _ends(
    r"\b(?:jullie|uw|your|verdant(?:'?s)?)(?: (?:algemene|eigen|main|vaste|support|servicedesk|helpdesk))?"
    r"[ -]?(?:nummer|telefoonnummer|number|servicedesk|helpdesk|line|lijn)(?: op| is| via)?"
    r"|\b(?:gemiste (?:oproep|telefoontje)|oproep|gebeld|belde|missed call|calls?|called|belt|bellen|calling|rang)"
    r"(?: door| vanaf| van| met| uit| from| by)(?: het| een| the| a| an| uw| jullie| your| onbekend"
    r"| unknown| nummer| number)*"
    r"|\b(?:ik bel(?:de)?|heb|had|have|i (?:called|tried|dialled|dialed|rang))(?: \w+){0,5} (?:op|naar|on|at)?"
    r"|\b(?:leverancier|helpdesk van \w+|storingsdienst|meldkamer)(?: is| op| via|:)?"
)
"""The number belongs to somebody who will not be called: our own, a caller's, a supplier's."""

PREFERRED: Final = _ends(
    r"\b(?:liefst|liever|bij voorkeur|(?:mijn |de )?voorkeur(?:snummer)?|het ?beste|beste|best"
    r"|rechtstreeks(?:e)?|direct(?:e)?"
    r"|preferabl[ey]|prefer(?:red)?|rather|ideally|better|snelst|fastest|quickest|makkelijkst|easiest"
    r"|doorkies(?:nummer)?|terugbelnummer)"
    r"(?: [\w-]+){0,5}"
)
NEWEST: Final = _ends(
    r"\b(?:nieuwe?|tegenwoordig|voortaan|juiste|goede|correcte?|correctie|correction|moet zijn"
    r"|should (?:be|read)|bedoel(?:de)?|mean|meant"
    r"|new|current|huidige?|nu|now|wel|maar|but|instead|in plaats daarvan|tijdelijke?|temporary|vandaag"
    r"|today|deze week|this week)"
    r"(?: [\w-]+){0,4}"
)
FALLBACK: Final = _ends(
    r"\b(?:anders|eventueel|desnoods|alternatief|of|or|else|otherwise|alternatively|backup|reserve"
    r"|geen gehoor|geen antwoord|noodgeval"
    r"|niet op ?neem\w*|niet bereikbaar(?: ben)?|no answer|not (?:there|available|answering)|lukt dat niet"
    r"|emergency|tweede|second|daarna"
    r"|collega|colleague|secretariaat|secretary)(?: [\w-]+){0,4}"
)
GENERAL: Final = _ends(
    r"\b(?:algemeen|algemene|receptie|centrale?|hoofdnummer|kcc|balie|switchboard|main|general|reception"
    r"|front desk|office)"
    r"(?: [\w-]+){0,2}"
)
CALL_ON: Final = re.compile(
    r"\b(?:(?:terug|op)?bel(?:len|t|nummer)?|gebeld|bereik\w*|telefoon\w*|tel|mobiel\w*|mob|gsm|nummer|nr"
    r"|call\w*|reach\w*|dial|ring|phone"
    r"|mobile|cell|number|op|via|on|at|m|t|06|contact)\b[^;]{0,45}$"
)
MOBILE_OR_DIRECT: Final = _ends(
    r"\b(?:m|mob|mobiel|mobile|cell|gsm|direct|rechtstreeks|doorkies(?:nummer)?|d|dir)(?: (?:nummer|nr"
    r"|number|line))?\.?"
)

FORM_NUMBER_WRONG: Final = re.compile(
    r"nummer\b[^.;]{0,40}\b(?:formulier|profiel|account|systeem|dossier)\b[^.;]{0,30}\b(?:niet|oude?"
    r"|verkeerd|fout|onjuist|vervallen)"
    r"|(?:oude?|verkeerde|foute|ander) nummer\b[^.;]{0,25}\b(?:formulier|profiel)"
    r"|niet (?:op )?het nummer (?:in|uit|van|op) (?:het|mijn|dit) (?:formulier|profiel)"
    r"|number (?:in|on|from) (?:the|my|this) (?:form|profile)\b[^.;]{0,25}\b(?:not|old|wrong|outdated"
    r"|incorrect|no longer)"
    r"|(?:old|wrong|not the) number (?:in|on|from) (?:the|my|this) (?:form|profile)"
)
WANTS_MOBILE: Final = re.compile(
    r"\b(?:mobiel(?:e nummer|tje)?|mobile|cell(?: ?phone)?|gsm|06(?:-nummer)?)\b(?!\W{0,3}\d)"
)
WANTS_FIXED: Final = re.compile(
    r"\b(?:vaste (?:nummer|lijn|telefoon|toestel)|kantoornummer|land ?line|desk phone|office (?:number|phone))\b"
)

EXTENSION: Final = re.compile(
    r"^[\s,;(/-]{0,4}(?:(?:en|and|with|met|dan|then|via|vraag naar|ask for)\s){0,2}"
    r"(?:tst(?:nr|l)?|toest(?:el)?(?:nr|nummer)?|ext(?:ension|n)?|x|intern|int|doorkies(?:nummer)?"
    r"|doorkiesnr|keuze)[\s.:#]{0,3}"
    r"(?:(?:nr|no|nummer|number)[\s.:]{0,2})?(?P<extension>\d{1,6})\b(?![-.]?\d)"
)
EXTENSION_APART: Final = re.compile(
    r"\b(?:tst(?:nr|l)?|toestel(?:nr|nummer)?|doorkiesnr|ext|extension"
    r"|doorkies(?:nummer)?)\b[\s.:#]{0,3}(?:(?:nr|no|nummer|number|is)[\s.:]{0,2})?"
    r"(?P<extension>\d{1,6})\b(?![-.]?\d)"
)

COUNTRY_HINTS: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r"\b(?:belgisch\w*|belgie|belgian|belgium)\b"), "BE"),
    (re.compile(r"\b(?:duits\w*|duitsland|german\w*)\b"), "DE"),
    (re.compile(r"\b(?:engels (?:nummer|mobiel)|brits\w*|uk|british|england)\b"), "GB"),
    (re.compile(r"\b(?:frans\w*|frankrijk|french|france)\b"), "FR"),
    (re.compile(r"\b(?:luxemburgs\w*|luxemburg|luxembourg)\b"), "LU"),
    (re.compile(r"\b(?:spaans\w*|spanje|spanish|spain)\b"), "ES"),
)

DIGIT_WORDS: Final = {
    "nul": "0", "een": "1", "twee": "2", "drie": "3", "vier": "4", "vijf": "5", "zes": "6", "zeven": "7",
    "acht": "8", "negen": "9", "zero": "0", "oh": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip

NOT_THEIR_EXTENSION: Final = re.compile(r"\b(?:niet|haar|zijn|oude|not|his|her|old|nicht)\b[^.;]*$")
GENERAL_AFTER: Final = re.compile(
    r"^\s*[(,-]\s*(?:algemeen|algemene|centraal|centrale|receptie|kantoor|general|main|switchboard|reception)"
)
COUNTRY_AFTER: Final = re.compile(r"\s?\((be|de|fr|uk|gb|lu|es|it|at|ch|nl|b)\)")
