/**
 * What invented people write beside their stars. Some write what a form asks not to write: a code, a number, an address,
 * all of them invented.
 */
export const inventedComments = [
  "Chiara e breve",
  "Finalmente si capisce quanto devo pagare",
  "Ho pagato subito dal Portale, grazie",
  "La voce manca, ma i sottotitoli bastano",
  "Troppo lunga, bastava il primo capitolo",
  "Avevo già pagato a maggio",
  "Non trovo il pulsante per il Cassetto",
  "Bene, ma vorrei l’avviso per posta",
  "Utile per mia madre, che ha 84 anni",
  "Non si apriva sul telefono,\npoi al computer sì",
  "Perché il trimestre risulta non versato? Ho la ricevuta",
  'Il capitolo "Se qualcosa cambia" è il più utile',
  "Ottima idea 😀",
  "Chiamatemi al 399 0000000, non capisco",
  "Il mio codice è RSSMRA00A01H501X, controllate",
  "Scrivetemi a persona.comune@posta.example",
  "L’IBAN da cui ho pagato è IT00X0000000000000000000000",
  "Lavoratore cessato il 31 marzo, l’avevo comunicato",
] as const;
