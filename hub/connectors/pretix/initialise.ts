import { ConnectorFailure } from '../failure.ts';
import { failureOf, openHttpClient, readAnswer } from '../http-client.ts';
import { initialisedSchema, type PretixHandshake } from './wire.ts';

/** The version of the handshake that this code supports (doc/api/deviceauth.rst). */
const knownVersion = 1;

/**
 * Makes this hub a device of the organiser: exchanges the one-time token of the QR code for the
 * token of all further requests. Store it at once, because the first one is then used up.
 *
 * @param authority PEM file of the only authority to trust, or null for the system's
 * @returns the organiser's short name and the device's token
 * @throws ConnectorFailure `bad-answer` (newer handshake), `unauthorised` (token used or unknown)
 */
export async function initialiseDevice(
  handshake: PretixHandshake,
  authority: string | null,
  version: string,
): Promise<{ organizer: string; token: string }> {
  if (handshake.handshake_version > knownVersion) {
    throw new ConnectorFailure('bad-answer', `handshake version ${handshake.handshake_version}`);
  }
  const client = openHttpClient(handshake.url, authority, null);
  try {
    const answer = await client.ask({
      method: 'POST',
      path: '/api/v1/device/initialize',
      body: JSON.stringify({
        token: handshake.token,
        hardware_brand: 'Lanyard',
        hardware_model: 'Hub',
        software_brand: 'Lanyard',
        software_version: version,
      }),
    });
    if (answer.status === 400) throw new ConnectorFailure('unauthorised', 'token used or unknown');
    if (answer.status !== 200) throw failureOf(answer);
    const { organizer, api_token } = readAnswer(answer, initialisedSchema);
    return { organizer, token: api_token };
  } finally {
    await client.close();
  }
}
