import { anyCase, letter, oneOf, toPattern, wordBegins, wordEnds } from "./parts.ts";

const street = anyCase(
  oneOf(
    "viale v\\.le vle via piazzale piazzetta piazza p\\.zza p\\.za pzza p\\.le corso c\\.so largo l\\.go vicolo strada contrada c\\.da località localita'? localita’ loc\\. frazione fraz\\. borgo salita traversa galleria lungomare lungotevere circonvallazione rione",
  ),
);
/** Those that hardly mean anything else: the word after them is a name even in small letters. */
const namesOnly = anyCase(oneOf("viale v\\.le vle piazzale piazzetta piazza p\\.zza p\\.za pzza vicolo"));

const inStreet = `(?:\\p{L}{1,3}[.°]|[\\p{L}\\p{M}'’°-]+)`;
const houseNumber = "[^\\s\\p{N}]{0,3}\\p{N}[\\p{L}\\p{N}/\\\\-]*";
const town = `(?: ?[,-]? ?\\p{N}{5}(?: \\p{Lu}[\\p{L}\\p{M}'’]+){0,3}(?: \\(?[A-Z]{2}\\)?${wordEnds})?)`;
const addressWithNumber = `${wordBegins}(?:${street}|[vV]\\.)(?!${letter})(?:[ ,]{1,2}${inStreet}){1,7}[ ,]{1,2}${houseNumber}${town}?`;

const article = `(?:${oneOf("di del dello della dei degli delle san santa santo don")} |${oneOf("dell d sant l")}['’]|)`;
/** What follows «via» without being a street. */
const noStreet = `(?!${anyCase(oneOf("internet web app mail email e-mail sms pec spid io cie cns whatsapp inps myinps telegram pin caf pdf qr skype teams isee patronato"))}${wordEnds})`;
const name = `(?:\\p{Lu}\\p{L}?\\.|\\p{Lu}[\\p{L}\\p{M}'’-]*)`;
const addressWithName = `${wordBegins}${street}(?!${letter}) ${article}${noStreet}${name}(?: ${article}${name}){0,3}`;
const smallAddress = `${wordBegins}${namesOnly}(?!${letter}) ${article}[\\p{L}\\p{M}'’-]+`;
const postalTown = `${wordBegins}\\p{N}{5}(?: \\p{Lu}[\\p{L}\\p{M}'’]+){1,3}`;

/** Words up to the number, with postal code and town; without a number when a name follows. */
export const streetAddresses = [addressWithNumber, addressWithName, smallAddress, postalTown].map(toPattern);
