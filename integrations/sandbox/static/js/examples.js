// Made-up customers and letters, so that trying things costs no typing.

export const CUSTOMERS = [
  { name: "Inge Smit", email: "inge.smit@lingebrug.example", phone: "06 12 34 09 87", organisation: "Gemeente Lingebrug" },
  { name: "Fenna Bosch", email: "fenna.bosch@rijnvallei.example", phone: "030 234 47 99", organisation: "Waterschap Rijnvallei" },
  { name: "Tom Baker", email: "tom.baker@northpolder.example", phone: "+31 6 19 28 37 46", organisation: "North Polder Ltd" },
];

export const REQUEST = {
  nl: {
    subject: "Graag terugbellen over de koppeling",
    text: "Goedemorgen,\n\nKunt u mij morgen tussen 10 en 12 terugbellen over de koppeling met ons zaaksysteem? Ik wil niet dat het gesprek wordt opgenomen.\n\nMet vriendelijke groet,\n{name}",
  },
  en: {
    subject: "Please call me back about the connection",
    text: "Good morning,\n\nCould you call me back tomorrow between 10 and 12 about the connection with our system? I do not want the call to be recorded.\n\nKind regards,\n{name}",
  },
};

export const LETTERS = {
  inzage: {
    word: "access",
    nl: { subject: "Inzage in mijn persoonsgegevens", text: "Geachte heer, mevrouw,\n\nGraag ontvang ik een overzicht van de persoonsgegevens die u van mij verwerkt, waarom u dat doet, hoe lang u ze bewaart en met wie u ze deelt.\n\nMet vriendelijke groet,\n{name}" },
    en: { subject: "Access to my personal data", text: "Dear Sir or Madam,\n\nPlease send me a copy of the personal data that you process about me, why you process them, how long you keep them and with whom you share them.\n\nKind regards,\n{name}" },
  },
  verwijderen: {
    word: "erasure",
    nl: { subject: "Verwijder mijn gegevens", text: "Geachte heer, mevrouw,\n\nIk werk niet meer bij {organisation}. Wilt u mijn account en alle persoonsgegevens die u van mij hebt verwijderen?\n\nMet vriendelijke groet,\n{name}" },
    en: { subject: "Please erase my data", text: "Dear Sir or Madam,\n\nI no longer work for {organisation}. Please erase my account and all personal data that you hold about me.\n\nKind regards,\n{name}" },
  },
  bezwaar: {
    word: "objection",
    nl: { subject: "Bezwaar tegen gespreksopname", text: "Geachte heer, mevrouw,\n\nVorige week belde ik met uw servicedesk en achteraf hoorde ik dat het gesprek is opgenomen. Daar maak ik bezwaar tegen. Wilt u de opname verwijderen?\n\nMet vriendelijke groet,\n{name}" },
    en: { subject: "Objection to call recording", text: "Dear Sir or Madam,\n\nLast week I called your servicedesk and learned afterwards that the call was recorded. I object to that. Please delete the recording.\n\nKind regards,\n{name}" },
  },
};

/** Put the customer's own words into an example. */
export const personal = (text, customer) => text.replaceAll("{name}", customer.name).replaceAll("{organisation}", customer.organisation || customer.name);
