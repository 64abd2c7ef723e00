import { isTakenByIo } from "../../domain/fiscal-code.ts";
import { type Channel, channels } from "../../domain/notification.ts";
import type { SelectedEmployer } from "../../domain/selected-employer.ts";

/** Somebody who may be told something; `contacts` holds only addresses with consent. */
export type Addressee = Pick<SelectedEmployer, "employerId" | "contacts">;

/** Where a channel reaches somebody, as `to` of a manifest line, or null when it may not or cannot. */
type Address = (addressee: Addressee) => Record<string, string> | null;

/** Who is told on which channel; contract, section 4. */
const addresses: Record<Channel, Address> = {
  myinps: () => ({}),
  sms: ({ contacts }) => (contacts.mobile === null ? null : { mobile: contacts.mobile }),
  email: ({ contacts }) => (contacts.email === null ? null : { email: contacts.email }),
  io: ioAddress,
  "inps-mobile": ({ contacts }) => (contacts.inpsMobile ? {} : null),
};

/** IO identifies people by their codice fiscale and refuses some valid ones. */
function ioAddress({ contacts, employerId }: Addressee): Record<string, string> | null {
  return contacts.io && isTakenByIo(employerId) ? { fiscal_code: employerId } : null;
}

/** Where a channel reaches somebody, or null when it may not or cannot. */
export function addressOn(channel: Channel, addressee: Addressee): Record<string, string> | null {
  return addresses[channel](addressee);
}

/** The channels on which somebody can be told; at least MyINPS. */
export function reachableChannels(addressee: Addressee): Channel[] {
  return channels.filter((channel) => addressOn(channel, addressee) !== null);
}
