import type { FieldCode, RowCode } from "../../../domain/rejection.ts";
import { ownServiceIds } from "../../guides/offered-services.ts";

/** What measures and their dimensions are called on the dashboard; one that is missing shows its name of the contract. */
const names = {
  channel: {
    ...{ myinps: "MyINPS", sms: "SMS", email: "E-mail", io: "App IO", "inps-mobile": "INPS Mobile" },
    delegate: "Delegati",
  },
  file: {
    ...{ employers: "Datori di lavoro", relationships: "Rapporti di lavoro", contributions: "Contributi" },
    ...{ suspensions: "Sospensioni", requests: "Richieste", delegations: "Deleghe", profiles: "Profili" },
  },
  stage: {
    ...{ ingest: "Lettura", decide: "Decisione", storyboards: "Guide pianificate" },
    ...{ render: "Scene", assemble: "Montaggio", notify: "Avvisi", report: "Misure" },
  },
  decision: {
    unpaid: "Destinatari di una guida",
    "all-paid": "Tutto pagato",
    "nothing-due": "Niente da pagare",
    "no-relationship-in-force": "Nessun rapporto in corso",
    "age-unknown": "Età non nota",
    "over-age": "Oltre l’età",
    "in-review": "Richiesta in esame",
    holdout: "Gruppo di confronto",
    "incomplete-data": "Dati incompleti",
  },
  rejection: {
    "malformed-row": "Riga illeggibile",
    "invalid-fiscal-code": "Codice fiscale non valido",
    "blank-first-name": "Nome mancante",
    "blank-relationship-id": "Rapporto senza codice",
    "invalid-date": "Data non valida",
    "ends-before-start": "Fine prima dell’inizio",
    "invalid-quarter": "Trimestre non valido",
    "invalid-amount": "Importo non valido",
    "duplicate-employer": "Datore di lavoro doppio",
    "duplicate-relationship": "Rapporto doppio",
    "duplicate-request": "Richiesta doppia",
    "unknown-employer": "Datore di lavoro ignoto",
    "unknown-relationship": "Rapporto ignoto",
    "conflicting-amount-due": "Importi dovuti diversi",
    "invalid-category": "Categoria non valida",
    "invalid-state": "Stato o esito non valido",
    "foreign-relationship": "Rapporto di un altro datore",
    "blank-request-id": "Richiesta senza numero",
    "invalid-boolean": "Sì o no illeggibile, campo vuoto",
    "invalid-mobile": "Cellulare non valido, campo vuoto",
    "invalid-email": "E-mail non valida, campo vuoto",
    "invalid-notice-number": "Numero di avviso non valido, campo vuoto",
    "invalid-birth-date": "Data di nascita non valida, campo vuoto",
  } satisfies Record<RowCode | FieldCode, string>,
  /** What guides lead to that is no service of the settings. */
  service: {
    [ownServiceIds.appointment]: "Agenda appuntamenti",
    [ownServiceIds.request]: "Scrivi all’INPS",
  },
  unreachable: { "no-channel": "Nessun altro canale", "not-delivered": "Avvisi non recapitati" },
} as const;

export function nameOf(kind: keyof typeof names): (dimension: string) => string {
  const known: Record<string, string> = names[kind];
  return (dimension) => known[dimension] ?? dimension;
}

/** `MyINPS, SMS e App IO` of `myinps+sms+io`. */
export function channelsName(set: string): string {
  return set === "other" ? "Gli altri insiemi" : set.split("+").map(nameOf("channel")).join(" + ");
}
