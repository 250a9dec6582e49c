import type { EventFile } from './event-file.ts';

/** The demo event. Its keys are published (tools/sample/keys.ts) and protect nothing. */
export const demoEventId = '9d3f0b6e-5c1a-4f27-8b64-2018c1002004';
/** Raw Ed25519 public key, base64, as in an event file. */
export const demoTicketKey = 'Un4629tILEWi7hTCIdXOsH+5H/sn/7ML3Yw7ypkNbz8=';
/** Hexadecimal, 32 bytes. */
export const demoEventSecret = '0301f0efdd4dfd96e6695e12fadaae82bb2fb76da729352bde3ebe6d44020e9a';

/** The error for an event that uses the demo's keys, and what to do about it. */
export const demoKeyMistakes = {
  ticketKey: {
    en: 'This is the demo’s key, which is public: anybody can sign tickets with it. Put in the public key of your own ticket signer.',
    fr: 'C’est la clé de la démonstration, qui est publique\u202F: chacun peut signer des billets avec elle. Mettez la clé publique de votre signataire.',
  },
  secret: {
    en: 'This is the demo’s secret, which is public: anybody can make badges with it. Make your own, for example with: openssl rand -hex 32',
    fr: 'C’est le secret de la démonstration, qui est public\u202F: chacun peut faire des badges avec lui. Faites le vôtre, par exemple avec\u202F: openssl rand -hex 32',
  },
} as const;

/** Whether another event uses the demo's ticket key. */
export function isForeignDemoKey({ id }: Pick<EventFile, 'id'>, ticketKey: string): boolean {
  return id !== demoEventId && ticketKey === demoTicketKey;
}

/** Whether another event uses the demo's secret (32 bytes, or hexadecimal). */
export function isForeignDemoSecret(
  { id }: Pick<EventFile, 'id'>,
  secret: Uint8Array | string,
): boolean {
  const hex =
    typeof secret === 'string'
      ? secret.toLowerCase()
      : Array.from(secret, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return id !== demoEventId && hex === demoEventSecret;
}
