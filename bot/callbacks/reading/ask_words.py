"""Ways of asking for a call, with a weight each: 3 asks outright, less needs a number or a time beside it.

In folded sentences telephone numbers stand as "¤", masked words as "_". Every gap is bounded, so matching is linear.
"""

from __future__ import annotations

import re
from typing import Final

BEL: Final = r"(?:(?:terug|op|test|na|door)[ -]?)?(?:te )?(?:bellen|bele\b|telefoneren|contacteren (?=op|per))"
_GAP: Final = r"(?:[ ,:(\"]+(?!_)[\w'¤§./&+-]+\)?)"
_ASKING: Final = r"kunt|kun|kan|kunnen|kon|wilt|wil|willen|zou|zouden|zoudt|mag|mogen|moet|gaat|laat"
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

_WHEN: Final = (
    r"(?:\d{1,2}(?:[:.u]\d\d)?(?: uur| ?[ap]m)?|vandaag|morgen|overmorgen|\w*ochtend|\w*middag|(?:maan"
    r"|dins|woens|donder|vrij|zater|zon)dag\w*|today|tomorrow|tonight"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:this |the )?(?:morning|afternoon|week)|(?:deze"
    r"|volgende|komende|next|this) \w+|noon|week \d\d)"
)


def compile_words(pattern: str) -> re.Pattern[str]:
    """Compile with "§" outside brackets standing for a word of time."""
    return re.compile(re.sub(r"(?<![w'¤\[])§\+?", lambda _: _WHEN, pattern.replace("[§¤]", "(?:§|¤)")))


ASKS: Final[tuple[tuple[str, float, re.Pattern[str], re.Pattern[str] | None], ...]] = tuple(
    (name, weight, compile_words(pattern), compile_words(veto) if veto else None)
    for name, weight, pattern, veto in (
        (
            "somebody asked to call",
            3.0,
            rf"\b(?:{_ASKING})\b{_GAP}{{1,14}}?[ ,]+{BEL}",
            r"^\w+ (?:ik|wij)\b(?!.{0,40}\b(?:mij|me|ons)\b)|^(?:kunnen|mogen|moeten"
            r"|willen) we (?:\w+ ){0,4}(?:u|jullie|hem|haar|de|een)\b|\b(?:ik|wij) (?:jullie|u|je|hem|haar"
            r"|een|de)\b|\bhoe (?:ik|wij)\b|\bzelf\b|hoeft? niet|\b(?:niet|geen)\b(?! (?:\w+ )?(?:kom|lukt"
            r"|werkt))[^,]{0,12}bel|^moet|\b(?:vertellen|sturen|mailen|aangeven|in plaats van|melding|uitleggen) "
            r"|^\w+ (?:mijn|onze|een) collega\b.*\b(?:u|jullie) |^kan de (?:app|applicatie|module|software)\b",
        ),
        (
            "let somebody call",
            3.0,
            rf"\b(?:laat|vraag|vragen|verzoek|verzoeken|verzocht|zorg|regel)\b{_GAP}{{1,10}}?[ ,]+{BEL}",
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
            r"|alsnog|eerst|svp|s\.v\.p|aub|a\.u\.b|alsjeblieft|alstublieft|alst\w+|zsm|z\.s\.m|eens|daarom|toch"
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
            rf"|please|nodig|vriendelijk verzoek)\b\.?{_GAP}{{0,9}}?[ ,]+{BEL}",
            r"\b(?:ik|wij|we) (?:\w+ ){0,2}bellen|\b(?:niet|hoeft|geen)\b(?! \w+ (?:meer )?(?:op|voor"
            r"|na)\b)[^,]{0,15}bel",
        ),
        (
            "call, please",
            3.0,
            rf"(?<!niet )(?<!ik )(?<!wij )(?<!we )(?<!van te )(?<!kan ik even )\b(?:{BEL}"
            r"|terugbele)\b[ ,.]*(?:(?:mij|me"
            rf"|ons|naar|even|ff|kan|mag|op|over|gerust|nog|dan|altijd|¤+)[ ,]+){{0,4}}(?:graag|gaarne|svp"
            r"|s\.v\.p|aub|a\.u\.b|alstublieft|alsjeblieft|gewenst|kan op|kan alleen|kan op|mag|prima"
            r"|is prima|is goed|lukt|kan|asap|zsm|gevraagd|\?|¤|§|over §)",
            r"\b(?:kan|mag|is|lukt)(?: helaas)? niet|bellen kan ook niet|^te (?:bellen|telefoneren)\W*\?",
        ),
        (
            "call, please",
            2.5,
            r"^\W*(?:(?:graag|even|ff|svp|weer|nogmaals|opnieuw|spoed|dringend|verzoek|tot|om|re|fw|kunt u"
            rf"|kan iemand|wie|liever)\W+){{0,4}}(?:{BEL}|terugbel verzoek|terugbelverzoek|belverzoek|bel ?me"
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
            r"\bzou(?:den)? ik\b|\bik zou (?:§|\w+ )*gebeld"
            r"|\bniet (?:meer )?(?:terug)?gebeld|willen dat|kiezen|moet ik",
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
            r"\b(?:wilt|kunt|kun|wil|zou|kan) (?:u|je|jij|iemand|er iemand"
            rf"|jullie)\b{_GAP}{{0,6}}?[ ,]+{_CALL_NOUN} (?:geven|doen|plegen|te geven)\b"
            r"|\ba (?:quick |short |brief )?(?:ring|call|phone call|callback)\b(?: \w+){0,3} (?:would"
            r"|please|appreciated|helps?|works|welcome|is enough)\b"
            r"|\bwaiting for (?:my|a|the|your) (?:call|callback)\b",
            r"\b(?:not|no|niet|geen)\b",
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
            r"(?<!ik )(?<!wij )(?<!we )(?<!hij )(?<!zij )(?<!ze )\bbel(?:t|len)?\b(?: [\w',-]+){0,8}?[:,]? (?:op "
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
            0.25,
            r"\b(?:mijn|ons|onze|my|our|zijn|haar|his|her)(?: \w+)? (?:nummer|telefoonnummer|number|mobiel"
            r"|mobile|cell)(?: is|:)? ¤",
            r"",
        ),
        (
            "a number to call",
            1.5,
            r"\bnummer bellen\b",
            r"",
        ),
        (
            "on the line",
            2.5,
            r"\b(?:graag|wil|krijg|krijgen|liefst|spreek)\b(?: \w+){0,6} (?:aan|via) de (?:lijn|telefoon)\b"
            r"|\b(?:pak|pakt|grijp|grijpt)\b(?: \w+){0,3} de (?:telefoon|hoorn)\b",
            r"\b(?:niet|niemand|nam|op$)\b",
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
            r"\b(?:zou|zouden|ging|beloofd\w*|toegezegd)\b(?:[ ,]+[\w'§¤-]+){0,10}? (?:(?:mij|me|ons) (?:terug)?bellen"
            r"|terugbellen|(?:terug)?gebeld worden|(?:terug)?gebeld zou worden)\b|\bnog (?:steeds"
            r"|altijd) niet teruggebeld\b",
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
            rf"\b(?:niet|liever niet) (?:op |om |voor |na )?§+(?: §)? ?{BEL},? maar\b|\bnot (?:call |phone "
            r"|ring )?(?:me )?(?:on |at |before )?§+ but\b",
            r"",
        ),
        (
            "call when",
            1.5,
            r"\b(?:if|when) you (?:\w+ )?(?:call|phone|ring)\b",
            r"",
        ),
        (
            "you call me",
            3.0,
            r"\b(?:if|that|for) (?:somebody|someone|you|anyone|one of \w+)(?: \w+){0,3}"
            r" (?:rang|called|phoned|calls|rings|phones|call|ring|phone) (?:me|us|him|her|back)\b",
            r"\b(?:yesterday|before|last)\b|when you called",
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
            rf"(?<!i )(?<!i'll )(?<!we )(?<!will )(?<!we'll )\b{_EN_CALL}(?: back)? (?:me|us|him|her"
            r"|them|my|our|the undersigned|mr|mrs|ms|dr)\b",
            r"\b(?:i|we) (?:\w+ )?call|^calls|calls? (?:me|us) (?:daily|every|all the)|^(?:call|phone"
            r"|ring) at\b(?=.{0,20}still)",
        ),
        (
            "somebody asked to call",
            3.0,
            r"(?<!i )(?<!we )\b(?:could|can|would|will|may|please|pls|kindly|someone|somebody|anyone|might"
            rf"|should|must|ask|have|get|let|want|need|like)\b{_GAP}{{0,10}}?[ ,]+(?:to )?(?:call|phone|ring"
            r"|telephone|dial|be (?:called|phoned|rung))\b(?! (?:for|off|stack|site|into|it a|api|conf|you\b|your\b)"
            r"|-in| (?:the|this|that|our|your) (?:\w+ ){0,2}(?:api|endpoint|method|function|service|script"
            r"|procedure|url))",
            r"\b(?:can|could|may|should|will|would|do|must) (?:i|we)\b|\b(?:i|we) (?:can|could|will|would|may"
            r"|should|must|need to|have to|want to|'ll|might|tried to) (?:\w+ )?(?:call|phone|ring|dial)"
            r"|\b(?:not|n't|no need|nobody|forbids?)\b|\b(?:i|we)(?:'ll| will)\b|\bcancel\b|\b(?:a|the|this"
            r"|that|last|your|our|one|next|release) (?:call|phone|ring)$|\bhow\b|i would like to call"
            r"|\b(?:tell|send|when|what|who|which|check|know|details) ",
        ),
        (
            "please call",
            3.0,
            r"(?:^|[.,:;!?-] ?|\b(?:please|pls|kindly|just|do|so|and|yes|then) )(?:call|phone|ring|telephone"
            r"|dial)\b (?!(?:stack|log|center|centre|for|off|it|quality|recording|queue|convention|field"
            r"|number|system|integration|buffer|line|lines|book)\b)|[,;] (?:call|phone|ring|bel)[.!](?= |$)",
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
            r"\b(?:likes?|wants?|needs?|request(?:s|ing|ed)?|appreciate|love|expect(?:ing)?|get|have|schedule|arrange"
            r"|book|set up|chance of|prefer|possible|hop on|jump on|take|hope for|await(?:ing)?"
            r"|looking forward to|welcome|grateful for|due|fancy|up for|discuss|plan|fine for|free for|good for"
            rf"|slot for)\b{_GAP}{{0,6}}? (?:a |an |your |that |another )?(?:quick |short |phone |brief "
            r"|return |telephone |follow-up )*(?:call(?:[- ]?back)?|phone ?call)\b(?! (?:was|we had"
            r"|on friday was|of yesterday|stack|log|center|recording))",
            r"\b(?:cancel\w*|not|n't|no|had|thanks|thank|last|yesterday|following|joined|after|our|how many"
            r"|did we|does|scheduled callbacks|before|during|missed|i called|need to be on)\b",
        ),
        (
            "by phone",
            2.5,
            r"\b(?:talk|speak|discuss|chat|word|let me know|explain|contact|answer|sort|go through|reach"
            r"|available|reply"
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
"""Name, weight, pattern, and a veto on the words matched."""
