import { type Config, configSchema } from "../../settings/config.ts";

const defaults = configSchema.parse({});

/** Settings that make messages longer or other than they come with the project, each set back to its default. */
const setBack: Record<string, (config: Config) => Config> = {
  "sender.name": (config) => ({ ...config, sender: { ...config.sender, name: defaults.sender.name } }),
  "sender.website": (config) => ({ ...config, sender: { ...config.sender, website: defaults.sender.website } }),
  "sender.emailFrom": (config) => ({ ...config, sender: { ...config.sender, emailFrom: defaults.sender.emailFrom } }),
  baseUrl: (config) => ({ ...config, baseUrl: defaults.baseUrl }),
  services: (config) => ({ ...config, services: defaults.services }),
  "sms.link": (config) => ({ ...config, sms: defaults.sms }),
  "io.payeeFiscalCode": (config) => ({ ...config, io: { ...config.io, payeeFiscalCode: null } }),
};

/** The setting without which something fits that does not fit with it, or undefined when there is none such. */
export function settingAtFault(config: Config, isFitWith: (config: Config) => boolean): string | undefined {
  return Object.keys(setBack).find((key) => setBack[key] && isFitWith(setBack[key](config)));
}
