import { maxPiece, updateAnswerSchema } from '../../../domain/sync/update.ts';
import { openExchange, readAnswer } from '../../../hub/exchange/exchange.ts';
import type { UpdateSource } from '../../../hub/station/update-source.ts';
import type { HubCredentials } from '../../hub-client/http-hub.ts';

/** Updates that the hub holds. Each request uses a separate connection: they are few. */
export function createHubSource(
  credentials: Pick<HubCredentials, 'url' | 'authority' | 'token'>,
): UpdateSource {
  const ask = async (path: string, largest: number): Promise<Uint8Array> => {
    const exchange = openExchange(credentials.url, credentials.authority, credentials.token);
    try {
      return await exchange.ask({ method: 'GET', path, largest });
    } finally {
      await exchange.close();
    }
  };
  return {
    newest: async (platform) => {
      const answer = await ask(`/v1/updates?platform=${platform}`, 64 * 1024);
      return readAnswer(answer, updateAnswerSchema).newest;
    },
    piece: ({ platform, version }, from) =>
      ask(`/v1/updates/piece?platform=${platform}&version=${version}&from=${from}`, maxPiece),
  };
}
