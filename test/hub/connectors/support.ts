import type { OutgoingEvent } from '../../../hub/connectors/attendance-sink.ts';
import { ConnectorFailure } from '../../../hub/connectors/failure.ts';
import { type OpenConnector, openConnector } from '../../../hub/connectors/open-connector.ts';
import { connectorSettingsSchema } from '../../../hub/connectors/settings.ts';
import { sampleEvent } from '../../support/sample-event.ts';
import type { FakeIndico } from './fakes/fake-indico.ts';
import type { FakePretix } from './fakes/fake-pretix.ts';

/** Settings for the fake; writes the token's file. */
export function pretixSettings(fake: FakePretix, change: object = {}) {
  return {
    kind: 'pretix',
    name: 'council',
    url: fake.url,
    authority: fake.authority,
    secret: { file: fake.secretFile('pretix.secret', 'device-token-of-the-test\n') },
    organizer: 'wco',
    event: 'council',
    fields: { delegation: 'COUNTRY' },
    lists: { registration: 11 },
    ...change,
  };
}

/** As {@link pretixSettings}. */
export function indicoSettings(fake: FakeIndico, change: object = {}) {
  return {
    kind: 'indico',
    name: 'indico',
    url: fake.url,
    authority: fake.authority,
    secret: { file: fake.secretFile('indico.secret', 'indp_token-of-the-test\n') },
    event: 12,
    form: 3,
    fields: { givenName: 'First name', familyName: 'Last Name', delegation: 'Delegation' },
    checkpoint: 'registration',
    ...change,
  };
}

/** Opens a connector from settings as a person writes them, as the hub does. */
export function openTest(settings: object, clock: () => number = Date.now): OpenConnector {
  return openConnector(connectorSettingsSchema.parse(settings), {
    event: sampleEvent,
    environment: {},
    clock,
  });
}

/** The failure of the work; throws if it succeeds or fails with another error. */
export async function failureOf(work: Promise<unknown>): Promise<ConnectorFailure> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ConnectorFailure) return error;
    throw error;
  }
  throw new Error('nothing failed');
}

/** An admission at registration. */
export function entryEvent(change: Partial<OutgoingEvent> = {}): OutgoingEvent {
  return {
    id: '0192d3a0-0000-7000-8000-00000000000a',
    kind: 'entry',
    checkpoint: 'registration',
    wall: Date.parse('2018-10-02T07:00:00Z'),
    handle: '',
    undoes: null,
    isAdmittedOtherwise: false,
    ...change,
  };
}
