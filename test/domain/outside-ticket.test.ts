import { describe, expect, it } from 'vitest';
import { outsideTicketHash, readOutsideTicket } from '../../domain/tickets/outside-ticket.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { sampleEvent } from '../support/sample-event.ts';

const uuid = '3f2b7c1e-9a04-4c55-8e21-0d6f5b7a9c10';
const bytes = Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64');

describe('the ticket of another system', () => {
  it.each([
    ['Indico', `{"i":[2,"indico.example.org","${bytes}"]}`, uuid, 'indico.example.org'],
    [
      'an earlier Indico',
      JSON.stringify({
        registrant_id: 417,
        checkin_secret: uuid,
        event_id: '12',
        server_url: 'https://Indico.example.org',
      }),
      uuid,
      'indico.example.org',
    ],
    [
      'Indico at a port, for a person who came along',
      `{"i":[2,"indico.example.org:8443/indico","${'A'.repeat(22)}==","${bytes}"]}`,
      uuid,
      'indico.example.org',
    ],
    ['pretix', 'q9zkxw7hj3m5c2vbn8t4rpas6fdeuyg', 'q9zkxw7hj3m5c2vbn8t4rpas6fdeuyg', null],
    ['alf.io', `${uuid}/Zm9vYmFyYmF6cXV4Zm9v`, uuid, null],
    ['an address', `https://t.example.com/e/77/${uuid}?utm=mail`, uuid, 't.example.com'],
    [
      'a query',
      'https://t.example.com/check?ticket=ABCD-1234-XYZ',
      'ABCD-1234-XYZ',
      't.example.com',
    ],
    ['JSON', '{"v":1,"data":{"event":7,"tickets":["A1B2C3D4E5"]}}', 'A1B2C3D4E5', null],
  ])('of %s holds what a list names', (_, code, listed, host) => {
    const hashOf = (text: string) =>
      outsideTicketHash(text, { eventId: sampleEvent.id, crypto: nodeCrypto });
    const read = readOutsideTicket(code);
    expect(read.texts.map(hashOf)).toContain(hashOf(listed));
    expect(read.host).toBe(host);
  });

  it('is no number of an event or a person', () => {
    const { texts } = readOutsideTicket('https://t.example.com/e/1234567?id=417#a');
    expect(texts).toEqual(['https://t.example.com/e/1234567?id=417#a']);
  });

  it.each(['{"i":[2,"x",""]}', '{"checkin_secret":"","server_url":"x"}'])(
    'is never the empty text: %s',
    (code) => expect(readOutsideTicket(code).texts).toEqual([code]),
  );

  it.each(['', '{', '[[[', '{"i":[2,"x","%%%"]}', 'https://', 'null', '"'.repeat(3000)])(
    'reads %j without an error',
    (text) => expect(readOutsideTicket(text).texts.length).toBeGreaterThan(0),
  );
});
