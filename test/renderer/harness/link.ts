import { saveHubLink } from '../../../db/hub-link.ts';
import type { StoreLocation } from '../../../db/open.ts';
import { writeToken } from '../../../main/hub-link/credentials.ts';
import type { HostService } from '../../../main/hub-link/host-service.ts';
import { createLinkService, type LinkService } from '../../../main/hub-link/link-service.ts';
import { openSecretBox } from '../../../main/secret-box.ts';
import type { Context } from '../../../main/use-cases/context.ts';
import { noKeychain } from '../../support/no-keychain.ts';
import type { HarnessOptions } from './options.ts';
import { uuid } from './people.ts';
import { hostView, listAges } from './sync-model.ts';

/** The station's tie to a hub that is not there: the store knows it, and nothing is ever sent. */
export function makeLink(
  { sync, mode }: HarnessOptions,
  context: Context,
  location: StoreLocation,
): { link: LinkService; host: HostService } {
  const { db } = context;
  const secrets = openSecretBox(db, noKeychain);
  const ages = sync.scene === 'alone' ? null : listAges(sync.scene, context.clock());
  if (ages !== null) {
    const hub = { hub: uuid(16, 1), hubName: 'Registration hall', url: 'https://192.0.2.7:7443' };
    saveHubLink(db, { ...hub, authority: '', hubKey: '', wall: context.clock() });
    db.prepare('UPDATE hub_link SET roster_as_of = ?, stop_list_as_of = ?, last_contact = ?').run(
      ages.roster,
      ages.stopList,
      ages.roster,
    );
    writeToken(secrets, 'token');
  }
  const link = createLinkService({
    ...{ context, location, mode, secrets, version: '0.1.0' },
    startThread: () => {
      throw new Error('a scene syncs with nobody');
    },
    onState: () => {},
    onChange: () => {},
  });
  const host: Pick<HostService, 'view' | 'admin'> = {
    view: () => hostView(sync.scene),
    admin: () => null,
  };
  return { link, host: absent<HostService>('host', host) };
}

/** Stands in for a part of the outside world: what a scene does not give fails with its name. */
export function absent<T extends object>(name: string, present: Partial<T> = {}): T {
  return new Proxy(present as T, {
    get: (target, key) => {
      if (Reflect.has(target, key)) return Reflect.get(target, key);
      return () => {
        throw new Error(`a scene reached ${name}.${String(key)}: give the answer of its call`);
      };
    },
  });
}
