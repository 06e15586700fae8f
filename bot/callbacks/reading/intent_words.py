"""Words that take the ask for a call back, and its look-alikes, as tables over folded sentences.

Telephone numbers stand as "¤", masked words as "_". Every gap is bounded, so that matching stays linear.
"""

from __future__ import annotations

import re
from typing import Final

from bot.callbacks.reading.ask_words import BEL, compile_words

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

CANCELS: Final[tuple[re.Pattern[str], ...]] = tuple(
    compile_words(pattern)
    for pattern in (
        # no call, thank you
        r"\b(?:hoeft?|hoeven|hoefde)\b(?:[ ,]+(?:u|je|jullie|niemand|dan|dus|mij|me|ons|hierover|daarover"
        r"|er|ook|nu|echt|verder|voor mij|wat mij betreft|dat|toch|inmiddels|ik|daarvoor|meer"
        rf"|te)){{0,8}} ?(?:niet|geen|niemand)\b(?:[ ,]+[\w']+){{0,8}}? (?:{BEL}|telefoontje|gebeld"
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
    r"|wil\b)[\w'§¤-]+){0,8} (?:op|na|terug)?bellen\W*$"
)
"""The writer calls: up to the end of the ask's words, in its clause."""
YOU: Final = re.compile(r"\b(?:u|jullie|je|jij|iemand|you|someone|somebody|please|graag|svp|aub)\b")

OURS_CALLS: Final = re.compile(r"\b(?:(?:mijn|onze|ons|een|de) \w+(?: \w+)?|hij|zij|ze|men|collega) $")
"""Before "belt u": somebody of the writer's calls us."""

FOR_QUESTIONS: Final = re.compile(
    r"\b(?:bij|voor|mocht(?:en)?|als|indien|heeft|hebt|zijn er|if|for|should)\b(?: \w+){0,5} (?:vragen"
    r"|vraag|onduidelijkheden|questions?|queries)\b"
    r"(?!.{0,30}\b(?:over|about|inzake)\b)"
)
"""A polite ending: "bij vragen kunt u mij bellen" asks for no call."""
