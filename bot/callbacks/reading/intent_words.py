"""Ways of asking for a call, of taking that back, and look-alikes, as tables over folded sentences.

In the sentences telephone numbers stand as "¤" and masked words as "_". Every gap is bounded, so matching stays linear.
"""

from __future__ import annotations

import re
from typing import Final

_BEL: Final = r"(?:(?:terug|op|test|na|door)[ -]?)?(?:te )?(?:bellen|bele\b|telefoneren|contacteren (?=op|per))"
_GAP: Final = r"(?:[ ,:(\"]+(?!_)[\w'¤§./&+-]+\)?)"
_ASKING: Final = r"kunt|kun|kan|kunnen|kon|wilt|wil|willen|zou|zouden|zoudt|mag|mogen|moet|gaat|laat"
_NAMED: Final = r"(?:hr|heer|mevrouw|mevr|mw|dhr|meneer|mijn|onze|m'n|ons|collega|de)\b"
_CALL_NOUN: Final = (
    r"(?:telefoontje|belletje|belronde|terug ?bel ?verzoek|terugbel(?!len\b|t\b|de\b|den\b)\w{3,}"
    r"|belverzoek|belafspraak|belmoment|ringetje|telefoongesprek|telefonade|oproep(?:je)?"
    r"|telefonische? (?:\w+ )?(?:contact|overleg|gesprek|afspraak|intake|toelichting|reactie|onderhoud"
    r"|antwoord|uitleg|consult|hulp|ondersteuning|bespreking|terugkoppeling)"
    r"|telefonisch (?:\w+ ){0,4}(?:spreken|bespreken|toelichten|afhandelen|doornemen|te woord|overleggen"
    r"|afstemmen|doorspreken|behandelen|te bespreken|toe te lichten)"
    r"|(?:contact|overleg|gesprek|antwoord|uitleg) (?:per|via de|over de|aan de) telefoon)"
)
_EN_CALL: Final = r"(?:calls?|phone|ring|telephone|buzz|dial)"
_EN_NOUN: Final = (
    r"(?:(?:phone |telephone |return |quick |short |follow-up )*call(?:[- ]?back)?|callback|ring|bell|buzz"
    r"|shout|tinkle|phone ?call)"
)

_WHEN: Final = (
    r"(?:\d{1,2}(?:[:.u]\d\d)?(?: uur| ?[ap]m)?|vandaag|morgen|overmorgen|\w*ochtend|\w*middag|(?:maan"
    r"|dins|woens|donder|vrij|zater|zon)dag\w*|today|tomorrow|tonight"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:this |the )?(?:morning|afternoon|week)|(?:deze"
    r"|volgende|komende|next|this) \w+|noon|week \d\d)"
)


def _compile(pattern: str) -> re.Pattern[str]:
    """Compile with "§" outside brackets standing for a word of time."""
    return re.compile(re.sub(r"(?<![w'¤\[])§\+?", lambda _: _WHEN, pattern.replace("[§¤]", "(?:§|¤)")))


PRODUCT: Final = re.compile(
    # terms of products and of programming
    r"\b(?:api|soap|rest|http|system|function|method|procedure|remote|rpc|web ?service|webhook|oauth|saml"
    r"|oidc|sso|async|asynchronous|javascript|js|digid|eherkenning|payment|redirect)[ -]?(?:call\w*|back)\b"
    r"|\bcall[- ]?back[- ]?(?:url\w*|uri\w*|endpoint\w*|function\w*|functie\w*|queue\w*|handler\w*"
    r"|adres\w*|address\w*|service\w*|method\w*|parameter\w*|field\w*|form\w*|widget\w*|button\w*"
    r"|module\w*|feature\w*|hell|notes?|notities?|token|route|page|pagina|registratie|tool)"
    r"|\b(?:api|url|oauth|scheduled|digid|redirect|login|the product's|your product's|sso|failed|missing"
    r"|duplicate) call[- ]?backs?\b|\bcall[- ]?backs? (?:for|to|by|from) (?:citizens|residents|customers"
    r"|applicants|users)\b"
    r"|\bcall (?:stack|log|center|centre|recording|queue|logging|for (?:papers|tenders|proposals|bids"
    r"|entries)|flow|detail|signs?|quality|forward\w*|tree|site|id|handling|volumes?|statistics|button"
    r"|record\w*)\b|\bcalls? (?:fails?|failed|returns?|times? out)\b"
    r"|\bcall(?:ing)? convention\w*|\bcalled (?:off|with|from|by|twice in|'|\"|_|recursively)"
    r"|\bso[- ]called\b|\bcaller\b|\bconference (?:call|bridge)\b|\b(?:teams|zoom|meet|webex|video|skype"
    r"|facetime)[ -]?(?:call|gesprek|meeting|overleg|afspraak)\w*|\bon[ -]call\b"
    r"|\b(?:video|survey|sales|roll|cold|close|last|system|unix|incoming|outgoing|inbound|outbound"
    r"|recorded|emergency) calls?\b|\bit's your call\b"
    r"|\b(?:terugbel|bel)-?(?:notitie|functie|functionaliteit|module|knop|garantie|taak|taken|lijst|widget"
    r"|optie|venster|scherm|proces|afspraken|formulier|historie|rapport\w*|menu|script|plugin|icoon"
    r"|integratie|button|status|registratie|veld|tool|regel|koppeling|beleid|tegoed|bundel|signaal|toon"
    r"|kosten|bestand)(?:s|en|es|'s)?\b"
    r"|\bterugbelverzoeken\b|\bbel-me-niet\w*|\bbellers?\b|\bbelrapport\w*|\bdeurbel\b|\bbelangrijk\w*"
    r"|\bbelang\w*|\bbelast\w*|\bbelg\w*|\bbeleid\w*|\btelefoon(?:nummers|lijst|integratie|koppeling"
    r"|centrale|veld|boek|rekening|gids|toestellen|systeem)\b|\b\w*telefonie\w*|\bringfenc\w*"
    r"|\bkey ?ring\b|\bring(?:buffer| buffer|leiding|weg)\b"
    r"|\bphone (?:field|number field|column|format|system|integration|book|list|validation|book)\b"
    r"|\bbelletje (?:rechts|links|boven|in de (?:balk|menu)|met (?:een|het) (?:rood|getal)|icoon"
    r"|van de (?:meldingen|notificat\w*))"
    r"|\b(?:status|veld|categorie|label|knop|keuze|tegel|zaaktype|kolom|optie) '?(?:terugbel\w*|bel\w*"
    r"|call\w*)'?|\b(?:terugbel|bel)\w* (?:als|in) (?:zaaktype|status|categorie|contactmoment"
    r"|het zaaksysteem|de werkvoorraad)\b"
)
QUOTED: Final = re.compile(r"\"[^\"\n]{2,160}\"|(?<![\w])'[^'\n]{3,160}'(?![\w])")

THIRD_PARTY: Final = re.compile(
    r"\b(?:leveranciers?|aannemers?|vendors?|suppliers?|contractors? (?:will|calls?)|inwoners?|burgers?"
    r"|klant(?:en)?|aanvragers?|bewoners?|ondernemers?|indieners?|melders?|gebruikers|bezoekers?|citizens?"
    r"|residents?|customers?|applicants?|callers|people|competitor|gebeld of gemaild|belanghebbenden?)\b"
)

ASKS: Final[tuple[tuple[str, float, re.Pattern[str], re.Pattern[str] | None], ...]] = tuple(
    (name, weight, _compile(pattern), _compile(veto) if veto else None)
    for name, weight, pattern, veto in (
        (
            "somebody asked to call",
            3.0,
            rf"\b(?:{_ASKING})\b{_GAP}{{1,14}}?[ ,]+{_BEL}",
            r"^\w+ (?:ik|wij)\b(?!.{0,40}\b(?:mij|me|ons)\b)|^(?:kunnen|mogen|moeten"
            r"|willen) we (?:\w+ ){0,4}(?:u|jullie|hem|haar|de|een)\b|\b(?:ik|wij) (?:jullie|u|je|hem|haar"
            r"|een|de)\b|\bhoe (?:ik|wij)\b|\bzelf\b|hoeft? niet|\b(?:niet|geen)\b(?! (?:\w+ )?(?:kom|lukt"
            r"|werkt))[^,]{0,12}bel|^moet",
        ),
        (
            "let somebody call",
            3.0,
            rf"\b(?:laat|vraag|vragen|verzoek|verzoeken|verzocht|zorg|regel)\b{_GAP}{{1,10}}?[ ,]+{_BEL}",
            r"\bhoe\b|\bons gevraagd\b|\bzelf\b|^verzocht\b",
        ),
        (
            "you call me",
            3.0,
            r"(?<!zij )(?<!ze )(?<!wij )(?<!we )(?<!die )(?<!ik )(?<!hij )\bbel(?:t|len)? (?:u|je|jij|jullie"
            r"|iemand|iem|er iemand|er)\b(?! (?:112|dagelijks|steeds|al ))",
            r"",
        ),
        (
            "you call me",
            3.0,
            r"(?<!dan )\b(?:wie|iemand|dat u|dat je|dat jullie|als u|als je|als iemand|als er iemand|of u"
            r"|of je|of iemand|of er iemand|u|jullie|je)(?: (?:mij|me|ons|haar|hem|even|daarover|nog|dan|graag"
            r"|snel|vandaag|morgen|§+|eens|zo|een keer|hier|kort|ook|terug)){0,6} (?:terug|op)?bel(?:t|len)\b",
            r"^(?:als (?:u|je) bel|je bel|jullie bellen|u belt$)|\bik\b",
        ),
        (
            "call me",
            3.0,
            r"(?<!ik )(?<!wij )(?<!we )(?<!hij )(?<!zij )(?<!ze )(?<!burger )(?<!als )(?<!kan )(?<!melder "
            r")(?<!wie )\bbel(?:t)?\b,?(?: (?:dan|nu|even|ff|gerust|maar|nog|dus|gewoon|liever|bij voorkeur"
            r"|alsnog|svp|s\.v\.p|aub|a\.u\.b|alsjeblieft|alstublieft|alst\w+|zsm|z\.s\.m|eens|daarom|toch"
            r"|voor \w+ \w+|ook|eventjes|snel|direct|meteen|asjeblieft"
            r"|vandaag|morgen|niet op|s v p|please|zo snel mogelijk|alleen|uitsluitend|evt|vooral|juist"
            r"|het liefst|wel|over|hier(?:over|voor)|een keer))*\.?,? (?:mij|me|ons|hem|haar|naar|op|terug|na"
            r"|voor|tussen|vanaf|om|rond|binnen|over|nog|volgende|komende|¤+|§|[0-9]|dhr|mevr|mw|de heer"
            r"|mevrouw|meneer|mijn|onze|voor|s\.v\.p|svp|aub|a\.u\.b|even|maandag|dinsdag|woensdag|donderdag"
            r"|vrijdag|deze|vandaag|morgen)",
            r"bel (?:op|over|na|voor)? ?112|\bbel (?:over|voor) (?:de|het) (?:werkt|doet)",
        ),
        (
            "call, please",
            3.0,
            r"\b(?:graag|gaarne|gelieve|svp|s\.v\.p|aub|a\.u\.b|alstublieft|alsjeblieft|verzoek(?:e)?|pls"
            rf"|please|nodig|vriendelijk verzoek)\b\.?{_GAP}{{0,9}}?[ ,]+{_BEL}",
            r"\b(?:ik|wij|we) (?:\w+ ){0,2}bellen|\b(?:niet|hoeft|geen)\b(?! \w+ (?:meer )?(?:op|voor"
            r"|na)\b)[^,]{0,15}bel",
        ),
        (
            "call, please",
            3.0,
            rf"(?<!niet )(?<!ik )(?<!wij )(?<!we )(?<!kan ik even )\b(?:{_BEL}|terugbele)\b[ ,.]*(?:(?:mij|me"
            rf"|ons|naar|even|ff|kan|mag|op|over|gerust|nog|dan|altijd|¤+)[ ,]+){{0,4}}(?:graag|gaarne|svp"
            r"|s\.v\.p|aub|a\.u\.b|alstublieft|alsjeblieft|gewenst|kan op|kan alleen|kan op|mag|prima"
            r"|is prima|is goed|lukt|kan|asap|zsm|gevraagd|\?|¤|§|over §)",
            r"\b(?:kan|mag|is|lukt)(?: helaas)? niet|bellen kan ook niet",
        ),
        (
            "call, please",
            2.5,
            r"^\W*(?:(?:graag|even|ff|svp|weer|nogmaals|opnieuw|spoed|dringend|verzoek|tot|om|re|fw|kunt u"
            rf"|kan iemand|wie|liever)\W+){{0,4}}(?:{_BEL}|terugbel verzoek|terugbelverzoek|belverzoek|bel ?me"
            r"|bel mij|belme|terugbel s\.v\.p|callback(?: please)?|call ?back(?: please)?|call me(?: back)?"
            r"|ring back|phone call requested|telephone call)\b(?!\s+(?:in|voor|van|naar|bij|aanvrager"
            r"|inwoner|burger|niet|onze|met onze|uit|via|werkt|field|export\w*|functie|testen|[a-z]+knop))",
            r"\bniet\b|\bgeen\b|\bnot\b",
        ),
        (
            "wants to be called",
            3.0,
            r"\b(?:graag|gaarne|wil|willen|wens|wenst|wensen|zou|zouden|mag|mogen|moet|moeten|verzoek|kan"
            r"|kunnen|hoop|hopen|wacht|liefst|liever|nog steeds|alsnog"
            r"|had)\b(?:[ ,]+[\w§¤'./-]+){0,10}? (?:terug|op)?gebeld (?:te )?(?:worden|wordt|geworden|zijn)\b",
            r"\bzou(?:den)? ik\b|\bik zou (?:§|\w+ )*gebeld|\bniet (?:meer )?(?:terug)?gebeld|willen dat|kiezen|moet ik",
        ),
        (
            "wants to be called",
            3.0,
            r"\b(?:graag|wil|willen|wens|zou|mag|moet|verzoek|kan|kunnen|had|word|wordt"
            r"|worden)\b(?:[ ,]+[\w§¤'./-]+){0,8}? (?:worden (?:terug)?gebeld"
            r"|word(?:en)? (?:\w+ )?graag (?:\w+ ){0,3}gebeld)",
            r"\bniet\b|wordt (?:de )?(?:burger|inwoner)",
        ),
        (
            "wants to be called",
            3.0,
            r"\b(?:word|worden|wordt)(?: (?:ik|wij|we))? (?:graag|liefst"
            r"|gaarne)\b(?:[ ,]+[\w§¤'./:-]+){0,9}? (?:terug)?gebeld\b|\b(?:graag|gaarne"
            r"|liefst) (?:terug)?gebeld\b",
            r"\bniet\b",
        ),
        (
            "a call is wished",
            3.0,
            r"\b(?:graag|gaarne|verwacht\w*|wil(?:len)?|mag|mogen|stel\w*|plan(?:nen)?|inplannen|vastleggen"
            r"|krijg(?:en)?|ontvang(?:en)?|past|prima|ruimte|verzoek|gewenst|liefst|wens\w*|fijn|hoop|graag"
            r"|geef|geven|doe|doet|graag|zoek|behoefte aan|verkies|het liefst|alsnog|even|sta open voor"
            rf"|tegemoet|kan|liever|zie|kort|uw)\b{_GAP}{{0,9}}?[ ,:]+{_CALL_NOUN}\b",
            r"\b(?:geen|niet|annuleer\w*|intrek\w*|vervalt|vervallen|hoe|heb|hebben|had|hadden|na|ons|vorige"
            r"|bedankt|dank|tijdens|kan ik (?:de|het))\b",
        ),
        (
            "a call is wished",
            3.0,
            rf"\b{_CALL_NOUN}\b[ ,:]*(?:(?:van|met|is|zou|op|over|hierover|daarover|mag|is ook|kan|de|een"
            rf"|een van jullie|uw|jullie|\w+)[ ,]+){{0,6}}?(?:graag|gaarne|gewenst|prima|welkom|mag|svp|aub"
            r"|volstaat|genoeg|fijn|handig|inplannen|plannen|op prijs|tegemoet|s\.v\.p|a\.u\.b|\?)",
            r"\b(?:geen|niet|vervalt|vervallen|van gisteren|kwijt|ontbreekt|waar)\b",
        ),
        (
            "by telephone",
            2.5,
            r"\b(?:graag|liefst|liever|het liefst|bij voorkeur|alleen|bereid|verzoek|neem\w*|neemt|gelieve"
            r"|kunt u|kan iemand|wil|wilt|leg|licht)\b(?:[ ,]+[\w'§¤-]+){0,12}?[ ,]+(?:telefonisch|mondeling"
            r"|aan de telefoon|per telefoon|over de telefoon|via de telefoon|door de telefoon)\b"
            r"|\b(?:telefonisch|per telefoon|aan de telefoon)[ ,]+(?:graag|liefst|svp|aub|gewenst|s\.v\.p"
            r"|a\.u\.b|contact)",
            r"\b(?:niet|geen)\b(?!.{0,12}per mail)|\bwij hebben\b|\bgesproken\b",
        ),
        (
            "by telephone",
            2.5,
            r"\b(?:handig\w*|makkelijk\w*|fijn\w*|prettig\w*|snel\w*|beter|eenvoudig\w*|duidelijk\w*|lijkt"
            r"|leent|prefereer|uitleggen)\b(?:[ ,]+[\w'-]+){0,8}?[ ,]+(?:telefonisch|aan de telefoon"
            r"|per telefoon|over de telefoon|via de telefoon|mondeling|te bellen|bellen)\b"
            r"|\b(?:telefonisch|bellen|aan de telefoon)\b(?:[ ,]+[\w'-]+){0,4}? (?:is|gaat|lijkt|werkt|praat"
            r"|kom)(?: \w+){0,3} (?:handig\w*|makkelijk\w*|fijn\w*|prettig\w*|snel\w*|beter)\b",
            r"\b(?:niet|geen|hoe)\b",
        ),
        (
            "a number to call",
            2.0,
            r"(?<!ik )(?<!wij )(?<!we )(?<!hij )(?<!zij )(?<!ze )\bbel(?:t|len)?\b(?: [\w',-]+){0,6}? (?:op "
            r"|naar |via |met )?¤",
            r"\b(?:niet|ik|wij|jullie nummer)\b",
        ),
        (
            "an unrecorded call",
            2.0,
            r"\b(?:verzoek|vraag|graag|wil|wens)\b(?: [\w'-]+){0,5} (?:telefoon)?gesprek\b",
            r"\b(?:niet|geen|van)\b|gesprek in",
        ),
        (
            "gives a number",
            1.0,
            r"\b(?:mijn|ons|onze|my|our|zijn|haar|his|her)(?: \w+)? (?:nummer|telefoonnummer|number|mobiel"
            r"|mobile|cell)(?: is|:)? ¤|\bnummer bellen\b",
            r"",
        ),
        (
            "to speak to somebody",
            2.0,
            r"\b(?:wil|willen|kan|kunnen|mag|moet|graag|zou)\b(?:[ ,]+[\w'§¤-]+){0,8}?[ ,]+(?:spreken"
            r"|gesproken hebben|praten|aan de (?:lijn|telefoon) (?:krijgen|hebben)|te woord (?:staan"
            r"|te staan))\b",
            r"\bniet kunnen\b|afspreken|\bpratenover\b",
        ),
        (
            "wait for a call",
            2.0,
            r"\b(?:verwacht|wacht|wachten|zie|zien|reken)\b(?:[ ,]+[\w'§¤-]+){0,5} (?:uw|jullie|je|een|het|dat"
            r"|op uw|op jullie) (?:telefoontje|belletje|oproep|bel|terugbel\w*|telefoon)",
            r"\bniet\b",
        ),
        (
            "the call on its way",
            1.5,
            r"\b(?:zou|zouden|ging|beloofd\w*|toegezegd)\b(?:[ ,]+[\w'§¤-]+){0,10}? (?:mij |me "
            r"|ons )?(?:terug)?(?:bellen|gebeld worden|gebeld zou worden)\b",
            r"",
        ),
        (
            "you may call",
            3.0,
            r"\bbellen (?:doet u|doe je|kunt u|kun je|mag u|mag je|kan|kunnen jullie)(?: \w+){0,4} (?:op|naar"
            r"|via)? ?¤|\b(?:u kunt|je kunt|jullie kunnen|u mag|je mag|jullie mogen"
            r"|kunt)(?:[ ,]+[\w§¤-]+){0,8} (?:terug)?bellen\b",
            r"\b(?:niet|zelf)\b",
        ),
        (
            "not then but then",
            3.0,
            rf"\b(?:niet|liever niet) (?:op |om |voor |na )?§+(?: §)? ?{_BEL},? maar\b|\bnot (?:call |phone "
            r"|ring )?(?:me )?(?:on |at |before )?§+ but\b",
            r"",
        ),
        (
            "call when",
            1.5,
            r"\b(?:als|wanneer|mocht|indien) (?:jullie|u|je)\b(?:[ ,]+[\w'§¤-]+){0,4}? (?:mij "
            r"|me )?(?:terug)?bel(?:t|len)\b|\bals (?:u|je|jullie) belt?\b",
            r"",
        ),
        (
            "reachable on a number",
            2.0,
            r"\b(?:bereik\w*|bereiken|te bereiken|contact(?:eren|eer)?|contact op|gereikt|reach\w*|available"
            r"|get (?:hold of|in touch with|through to)|contact (?:me|us|him|her)|try (?:me|him|her|us|my|our)"
            r"|talk|speak)\b[^.;]{0,60}¤+(?!\W*(?:\w+ )?(?:for|voor|bij) (?:incident|emergenc|nood|calami"
            r"|spoed))",
            r"\bniet\b[^.;]{0,20}¤(?!.*¤)|\bnoodgevallen\b",
        ),
        (
            "reachable then",
            1.5,
            r"\b(?:ik|wij|we|hij|zij|ze) (?:ben|is|zijn|was)\b[^.;]{0,40}\b(?:bereikbaar|te bereiken|te bellen"
            r"|beschikbaar voor een (?:gesprek|telefoontje))|\b(?:telefonisch )?(?:bereikbaar"
            r"|te bereiken)\b[^.;]{0,30}§|\bte bellen\b",
            r"\bniet\b|\bdashboard|onbereikbaar|website|pagina|portaal|server|buiten kantoortijd te",
        ),
        # English
        (
            "call me",
            3.0,
            rf"(?<!i )(?<!i'll )(?<!we )(?<!will )(?<!we'll )(?<!to )\b{_EN_CALL}(?: back)? (?:me|us|him|her"
            r"|them|my|our|the undersigned|mr|mrs|ms|dr)\b",
            r"\b(?:i|we) (?:\w+ )?call|^calls|calls? (?:me|us) (?:daily|every|all the)|^(?:call|phone"
            r"|ring) at\b(?=.{0,20}still)",
        ),
        (
            "somebody asked to call",
            3.0,
            r"(?<!i )(?<!we )\b(?:could|can|would|will|may|please|pls|kindly|someone|somebody|anyone|might"
            rf"|should|must|ask|have|get|let|want|need|like)\b{_GAP}{{0,10}}?[ ,]+(?:to )?(?:call|phone|ring"
            r"|telephone|dial|be (?:called|phoned|rung))\b(?! (?:for|off|stack|site|into|the api|it a|api"
            r"|this method|the method|conf))",
            r"\b(?:can|could|may|should|will|would|do|must) (?:i|we)\b|\b(?:i|we) (?:can|could|will|would|may"
            r"|should|must|need to|have to|want to|'ll|might|tried to) (?:\w+ )?(?:call|phone|ring|dial)"
            r"|\b(?:not|n't|no need|nobody|forbids?)\b|\b(?:i|we)(?:'ll| will)\b|\bcancel\b|\b(?:a|the|this"
            r"|that|last|your|our|one) (?:call|phone|ring)$|\bhow\b|i would like to call",
        ),
        (
            "please call",
            3.0,
            r"(?:^|[.,:;!?-] ?|\b(?:please|pls|kindly|just|do|so|and|yes|then) )(?:call|phone|ring|telephone"
            r"|dial)\b (?!(?:stack|log|center|centre|for|off|it|quality|recording|queue|convention|field"
            r"|number|system|integration|buffer|line|lines|book)\b)",
            r"",
        ),
        (
            "give a call",
            3.0,
            rf"\b(?:give|giving|drop|gimme|make)\b{_GAP}{{1,6}}? (?:a |an |another )?(?:quick |short |phone "
            r"|brief )*(?:call(?:[- ]?back)?|ring|bell|buzz|shout|tinkle)\b",
            r"\b(?:not|n't)\b|\bi(?:'ll| will)\b",
        ),
        (
            "a call is wished",
            3.0,
            r"\b(?:like|want|need|request(?:ing|ed)?|appreciate|love|expect(?:ing)?|get|have|schedule|arrange"
            r"|book|set up|chance of|prefer|possible|hop on|jump on|take|hope for|await(?:ing)?"
            r"|looking forward to|welcome|grateful for|due|fancy|up for|discuss|plan|for"
            rf"|slot for)\b{_GAP}{{0,6}}? (?:a |an |your |that |another )?(?:quick |short |phone |brief "
            r"|return |telephone |follow-up )*(?:call(?:[- ]?back)?|phone ?call)\b(?! (?:was|we had"
            r"|on friday was|of yesterday|stack|log|center|recording))",
            r"\b(?:cancel\w*|not|n't|no|had|thanks|thank|last|yesterday|following|joined|after|our|how many"
            r"|did we|does|scheduled callbacks|before|during|missed|i called|need to be on)\b",
        ),
        (
            "by phone",
            2.5,
            r"\b(?:talk|speak|discuss|chat|explain|contact|answer|sort|go through|reach|available|reply"
            r"|respond|prefer\w*|rather|on|minutes)\b(?:[ ,]+[\w'§¤-]+){0,8}?[ ,]+(?:by|on|over"
            r"|via) (?:the )?(?:tele)?phone\b|\bby (?:tele)?phone\b|\bphone call (?:is|would be|will be|please"
            r"|requested)",
            r"\b(?:not|n't|no|un\w+|nice to|just|spoke|spoken)\b",
        ),
        (
            "to speak to somebody",
            2.0,
            r"\b(?:like|want|need|rather|prefer|could|can|love|wish|have) (?:to |i |we )?(?:\w+ )?(?:speak"
            r"|talk)(?: (?:to|with)| briefly| by)\b",
            r"\b(?:not|n't|nice)\b",
        ),
        (
            "waiting for a call",
            2.0,
            r"\b(?:waiting|waited)\b[^.;]{0,30}\bcall\b|\bi was (?:told|promised)\b[^.;]{0,40}\bcall\b",
            r"\bhold\b",
        ),
        ("try again", 2.0, r"\btry (?:once more|again|me|him|her)\b", r"\btry again later\b"),
    )
)

CANCELS: Final[tuple[re.Pattern[str], ...]] = tuple(
    _compile(pattern)
    for pattern in (
        # no call, thank you
        r"\b(?:hoeft?|hoeven|hoefde)\b(?:[ ,]+(?:u|je|jullie|niemand|dan|dus|mij|me|ons|hierover|daarover"
        r"|er|ook|nu|echt|verder|voor mij|wat mij betreft|dat|toch|inmiddels|ik|daarvoor|meer"
        rf"|te)){{0,8}} ?(?:niet|geen|niemand)\b(?:[ ,]+[\w']+){{0,8}}? (?:{_BEL}|telefoontje|gebeld"
        r"|terug te bellen)",
        r"\b(?:(?:terug)?bellen|telefoontje|terugbelverzoek|belafspraak|bel(?:len)?|telefonisch|gesprek"
        r"|terugbellen)\b(?:[ ,]+(?!maar\b)[\w']+){0,5}?[ ,]+(?:hoeft?"
        r"|hoefde)(?: (?:\w+ ){0,3})?(?: ?niet)\b",
        r"\b(?:(?:terug)?bellen|telefoontje|terugbelverzoek|belafspraak|telefonisch|opbellen"
        r"|teruggebeld worden)\b(?:[ ,]+(?:is|was|zijn|lijkt|me|mij|ons|dus|dan|verder|toch|inmiddels|van"
        r"|voor|§+|om|§|\w+)){0,6}?[ ,]+(?:(?:niet|al niet) (?:meer )?(?:nodig|noodzakelijk|wenselijk"
        r"|gewenst|langer)|overbodig|onnodig|niet meer|vervallen|vervalt|geannuleerd|gaat niet door"
        r"|kan (?:\w+ )?(?:vervallen|weg|eruit)|mag (?:\w+ )?(?:vervallen|weg|eruit|dicht))",
        r"\blaat\b(?:[ ,]+[\w']+){0,5}? (?:bellen|telefoontje|terugbellen|dat"
        r"|belafspraak)\b(?:[ ,]+[\w']+){0,3}? (?:maar|zitten)\b|\b(?:niet|geen) (?:meer )?(?:nodig"
        r"|noodzakelijk)(?: is)?(?: om)?(?:[ ,]+[\w']+){0,5}? (?:te bellen|terug te bellen|bellen"
        r"|telefoontje)\b",
        r"\b(?:annuleer|annuleren|annulering|cancel|cancelen|intrekken|trek|afzeggen|zeg|afmelden|schrap"
        r"|verwijder|doorhalen|vervalt|vervallen)\b(?:[ ,]+[\w'§]+){0,6}? (?:terugbel\w*|belafspraak"
        r"|belverzoek|telefoontje|belmoment|call[- ]?back\w*|call|bel\w* afspraak)\b",
        r"\b(?:terugbel\w*|belafspraak|belverzoek|belmoment|bellen|call[- ]?back\w*"
        r"|verzoek)\b(?:[ ,]+[\w'§:]+){0,8}? (?:annuleren|intrekken|afzeggen|cancelen|ingetrokken"
        r"|geannuleerd|vervallen|vervalt|schrappen|in te trekken|te annuleren|mag weg|mag dicht|doorhalen"
        r"|niet langer nodig)\b",
        r"\b(?:niet|nooit)(?: (?:meer|terug|telefonisch|te|proberen te|gaan|ook|eens|opnieuw"
        r"|weer))* (?:bellen|terugbellen|opbellen|gebeld(?: te)? worden|gebeld)\b(?! (?:voor|na|op|tussen"
        r"|tijdens|vanaf|tot|om|§|¤|\w+ ?§|maar op))(?!.{0,12}[§¤])",
        r"\bbel(?:t)?(?: (?:me|mij|ons|u|dus|alsjeblieft|svp|aub))* niet\b(?! (?:voor|na|op|tussen|tijdens"
        r"|vanaf|tot|om|§|¤|mobiel|mijn|alleen|te vroeg))",
        r"\b(?:graag |liever |wil |wens )?geen (?:telefoontjes?|belletjes?|telefonisch|terugbel\w*"
        r"|telefoongesprek)|\b(?:liever|graag)(?: \w+){0,3} (?:per |via |de )*(?:e-?mail|mail"
        r"|schriftelijk)\b(?! of)(?!.{0,20}\bof\b.{0,15}\bbel)|\b(?:dank je|dank u|bedankt"
        r"|nee)[ ,]+(?:dat )?hoeft niet",
        r"\b(?:e-?mail|mail|mailen|mailtje|schriftelijk|reactie in (?:het|dit) ticket|antwoord (?:in|per)"
        r"|via (?:het|dit) ticket|via mail|per mail|notitie in (?:het|dit) ticket)\b(?: \w+){0,5}? (?:is "
        r"|was )?(?:\w+ )?(?:voldoende|genoeg|volstaat|prima|goed|ok|oke|afdoende|sufficient|enough|fine"
        r"|will do)\b",
        r"\b(?:antwoord|reactie|reageren|reageer|terugkoppeling|updates?|stuur|bevestiging|graag|alles"
        r"|tussenstand|liever|alleen|uitsluitend|enkel)\b(?:[ ,]+[\w']+){0,6}? (?:per|via|in|by|op"
        r"|de) (?:de |het |dit |e-?)?(?:mail|ticket|e-?mail|schrift|portaal)\b(?! of (?:bel|telefo))",
        r"\b(?:mailen|schrijven|appen) (?:in plaats van|i\.?p\.?v\.?|ipv) bellen\b|\bniet (?:telefonisch"
        r"|per telefoon)\b|\bhoeft niet opnieuw\b|\bhoeft niet meer\b|\b(?:dat|het"
        r"|dit) hoeft (?:\w+ )?niet\b(?! per mail)|\bhoefde\b.{0,4}$|\blaat (?:dat "
        r"|het )?maar(?: zitten)?\b(?!.{0,10}toch)",
        r"\b(?:geen actie nodig|alleen ter informatie|ter info|ter kennisgeving|ter kennisname"
        r"|for (?:your )?information only|no (?:action|reply|response) (?:needed|required|necessary)"
        r"|just for the log|fyi)\b",
        # English
        r"\b(?:no need|not necessary|needn't|don't need|no longer need\w*|not needed|unnecessary"
        r"|don't have) (?:for (?:you |anyone |a )?|to |you to |anyone to |a "
        r"|the )*(?:\w+ ){0,3}?(?:call\w*|phone|ring|callback)\b",
        r"\b(?:don't|do not|never|please don't|not) (?:\w+ ){0,2}?(?:call|phone|ring|telephone)(?: me| us"
        r"| back| again)*\b(?! (?:on|at|before|after|between|during|my|until|§|¤|the mobile))(?! ?[§¤])",
        r"\b(?:cancel\w*|withdraw|scrap|forget(?: about)?|drop|skip|disregard|ignore"
        r"|called? off)\b(?: \w+){0,4}? (?:call(?:[- ]?back)?s?|phone call|request for a call|appointment"
        r"|ring)\b|\bcall(?:[- ]?back)? (?:is |was )?(?:no longer|not|isn't) (?:needed|required"
        r"|necessary)\b",
        r"\bno (?:phone )?calls?(?:[- ]?backs?)?\b(?! (?:yet|so far|from you|has|came|back yet|before"
        r"|after|on))|\bforbids? phone calls\b|\bnever ?mind\b|\b(?:in writing|by e-?mail|via e-?mail"
        r"|in the ticket|email (?:is|will|would)|an e-?mail)\b(?!.{0,25}\bor\b.{0,15}\b(?:phone|call"
        r"|ring))(?!.{0,30}\b(?:not|n't|no good)\b)",
        r"\b(?:please )?(?:respond|reply|answer) (?:in writing|by mail|by e-?mail|in the ticket)\b"
        r"|\bleave (?:your|it|them|the)\b.{0,25}\b(?:ticket|mail)\b",
    )
)

NOT_CANCELLED: Final = re.compile(
    r"\bgeen (?:e-?mail|mail)\b|\bniet (?:per|via) (?:e-?mail|mail)\b|\bnot (?:by )?e-?mail\b"
    r"|\bno e-?mail\b|\bniet uit per mail\b|\btoch wel\b|\b(?:e-?mail|mail)\b.{0,25}\b(?:lukt|werkt|helpt"
    r"|duidelijk|komt|kom)\b|\b(?:schreef ik|zei ik|eerder)\b.{0,30}hoefde"
)

DONE: Final = re.compile(
    r"\b(?:bedankt|dank|thanks|thank you|fijn|prettig|nice|goed)\b[^.;!?]{0,30}\b(?:terugbellen|bellen"
    r"|belletje|telefoontje|gesprek|belden|gebeld|call(?:ing)?|phone call|gesproken|speak|spoke"
    r"|talk\w*)\b(?!.{0,3}\bop ¤)"
    r"|\b(?:heb|hebben|hebt|heeft|had|hadden)\b[^.;!?]{0,60}\b(?:terug|op|in)?ge(?:beld|sproken"
    r"|telefoneerd)\b|\b(?:is|ben|werd|was|zijn|waren)\b[^.;!?]{0,40}\b(?:terug)?gebeld\b(?! (?:te "
    r")?worden| wil)|\b(?:belde|belden)\b"
    r"|\b(?:sprak|spraken|spoke|spoken|called|phoned|rang|returned .{0,20}call)\b|\b(?:volgend op"
    r"|naar aanleiding van|n\.a\.v\.|following|after|as discussed|zoals besproken|uit|van|during"
    r"|in) (?:\w+ ){0,2}(?:telefoongesprek|telefonisch (?:overleg|onderhoud|contact)|gesprek|phone call"
    r"|call)\b"
    r"|\bgemiste? (?:oproep|gesprek)\w*|\bmissed call\b|\bik (?:bel|mail)\b|\b(?:ik|wij|we) (?:zal|zullen"
    r"|ga|gaan) [^.;]{0,30}bellen\b|\bbel ik\b|\bi(?:'ll| will| shall) (?:call|phone|ring)\b|\b(?:mag|kan"
    r"|kunnen|zal|zullen|moet) (?:ik|wij|we) [^.;?]{0,40}\bbellen\b|\b(?:can|may|shall|should) (?:i"
    r"|we) (?:call|phone|ring)\b"
)
"""A call that was made, or one the writer makes: no ask by itself, and a reason to doubt weak asks beside it."""

EXISTING: Final = re.compile(
    r"\b(?:tomorrow's|today's|this morning's|\w+day's|next week's|our|the scheduled) (?:phone )?call\b"
    r"|\b(?:gaat|blijft) (?:de|onze) (?:belafspraak|call)\b[^.;]{0,30}\b(?:door|staan)\b"
)
DATA_CHANGE: Final = re.compile(
    r"\b(?:nummer|telefoonnummer|gegevens|contactpersoon|contactgegevens|number|details|records|adres"
    r"|handtekening|footer|sjabloon|template|startpagina|website|tekst|brief)\b[^.;]{0,70}\b(?:aanpassen"
    r"|wijzigen|wijzigt|doorvoeren|vervangen|verwijderen|bijwerken|update|change|replace|remove|toevoegen"
    r"|staan|corrigeren)\b"
    r"|\b(?:update|change|replace|amend|correct) (?:your|our|the|my) (?:\w+ ){0,3}(?:records|number"
    r"|details|contact)|\b(?:kunt u|kunnen jullie|wilt u|graag)\b[^.;]{0,40}\b(?:tekst|zin"
    r"|nummer)\b[^.;]{0,40}\b(?:vervangen|aanpassen|wijzigen)\b"
    r"|\bvoor (?:noodgevallen|dringende zaken|spoed(?:gevallen)?|urgente zaken)\b|\bin (?:an )?emergency\b"
    r"|\bfor (?:emergencies|urgent matters)\b|\b(?:testscript|testgeval\w*|bijgaand)\b|\bmeld me aan\b"
)
CONTACT: Final = re.compile(
    r"\b(?:contact\w*|get in touch|be in touch|reach out|hoor graag|reactie|bespreken|overleggen|te woord|discuss)\b"
)
AS_IN_FORM: Final = re.compile(
    r"\b(?:formulier|velden|the form|form fields|zie boven|onderstaande gegevens|zie hierboven"
    r"|as filled in|gegevens (?:hier)?(?:boven|onder)|ingevuld)\b"
)

ONLY_IN_EMERGENCY: Final = re.compile(
    r"^\W*(?:(?:alleen )?(?:voor|bij|in geval van) (?:nood|dringend|spoed|urgent|storing|calamiteit)\w*"
    r"|in case of emergenc|in (?:an )?emergenc|for (?:urgent|emergenc))"
)

SELF_CALL: Final = re.compile(
    r"\b(?:ik|wij)\b(?: (?!mij\b|me\b|ons\b|dat\b|of\b|graag\b|verzoek|vraag|hoop"
    r"|wil\b)[\w'§¤-]+){0,8} (?:op|na)?bellen\W*$"
)
"""The writer calls: up to the end of the ask's words, in its clause."""
YOU: Final = re.compile(r"\b(?:u|jullie|je|jij|iemand|you|someone|somebody|please|graag|svp|aub)\b")
