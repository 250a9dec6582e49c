import { createHash } from 'node:crypto';
import type { ListedRegistration } from '../../../../hub/connectors/indico/wire.ts';
import { startFake } from './fake-server.ts';

export interface FakeRegistration extends ListedRegistration {
  checked_in_dt: string | null;
  country: string;
  /** The content of the form's picture field; null for none. */
  photo: Buffer | null;
  /** UUID of the ticket. */
  ticket: string;
}

const path = '/api/checkin/event/12/forms/3/registrations/';
/** Path of pictures; the real one has the ids of event, form, registration and field. */
const pictures = '/api/checkin/pictures/';
/** The id of the choice "Belgium" in the form's field "Delegation". */
const belgium = 'd8c0c1c2-0000-4000-8000-000000000001';

export type FakeIndico = Awaited<ReturnType<typeof startFakeIndico>>;

/**
 * Indico's API for check-in apps, written from Indico's own code (schemas.py and api/checkin.py):
 * the list without the form's answers, a single registration with them, and the check-in flag,
 * whose time the server sets.
 */
export async function startFakeIndico() {
  const state = {
    registrations: [] as FakeRegistration[],
    tokens: new Set(['indp_token-of-the-test']),
    /**
     * As from 2025 on: "checked_in" without a kind of check is answered with 200 and changes
     * nothing.
     */
    countsByKind: false,
  };
  const one = (id: string): FakeRegistration | undefined =>
    state.registrations.find((known) => known.id === Number(id));
  const server = await startFake((app) => {
    app.addHook('onRequest', async (request, reply) => {
      const [, token = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
      if (!state.tokens.has(token))
        return reply.code(403).send({ error: { message: 'Forbidden' } });
    });
    app.get(path, async () => state.registrations.map(listed));
    app.get<{ Params: { id: string } }>(`${path}:id`, async (request, reply) => {
      const found = one(request.params.id);
      return found === undefined ? reply.code(404).send({ error: {} }) : whole(found);
    });
    app.get<{ Params: { id: string } }>(`${pictures}:id`, async (request, reply) => {
      const photo = one(request.params.id)?.photo ?? null;
      return photo === null
        ? reply.code(404).send({ error: {} })
        : reply.type('image/png').send(photo);
    });
    app.patch<{ Params: { id: string } }>(`${path}:id`, async (request, reply) => {
      const found = one(request.params.id);
      if (found === undefined) return reply.code(404).send({ error: {} });
      const { checked_in } = request.body as { checked_in?: boolean };
      if (checked_in !== undefined && !state.countsByKind) {
        // A repeated request keeps the first time.
        const time = found.checked_in ? found.checked_in_dt : new Date().toISOString();
        found.checked_in_dt = checked_in ? time : null;
        found.checked_in = checked_in;
      }
      return whole(found);
    });
  });
  return Object.assign(state, server);
}

function listed({ id, full_name, state, checked_in, checked_in_dt, photo }: FakeRegistration) {
  // Each upload has its own path, as Indico's paths have the file's id.
  const version =
    photo === null ? '' : createHash('sha256').update(photo).digest('hex').slice(0, 8);
  const personal_data_picture = photo === null ? null : `${pictures}${id}?file=${version}`;
  return {
    id,
    regform_id: 3,
    event_id: 12,
    full_name,
    state,
    checked_in,
    checked_in_dt,
    tags: [],
    personal_data_picture,
  };
}

function whole(registration: FakeRegistration) {
  const field = (title: string, data: unknown) => ({
    id: 1,
    position: 1,
    title,
    description: '',
    input_type: 'text',
    data,
    default_value: null,
  });
  const [given = '', family = ''] = registration.full_name.split(' ');
  const isChoice = registration.country === 'Belgium';
  const choices = [{ id: belgium, caption: 'Belgium' }];
  return {
    ...listed(registration),
    checkin_secret: registration.ticket,
    registration_data: [
      {
        id: 1,
        title: 'Personal data',
        fields: [
          field('First Name', given),
          field('Last Name', family),
          isChoice
            ? { ...field('Delegation', { [belgium]: 1 }), choices }
            : field('Delegation', registration.country),
        ],
      },
    ],
  };
}

export const ticketOf = (id: number): string =>
  `3f2b7c1e-9a04-4c55-8e21-${String(id).padStart(12, '0')}`;

/** A complete registration of a person from Belgium. */
export function registration(id: number, change: Partial<FakeRegistration> = {}): FakeRegistration {
  return {
    id,
    full_name: `Given${id} FAMILY${id}`,
    state: 'complete',
    checked_in: false,
    checked_in_dt: null,
    country: 'Belgium',
    photo: null,
    ticket: ticketOf(id),
    ...change,
  };
}
