import { expect, it } from 'vitest';
import type { TextSource } from '../../../domain/templates/badge-template.ts';
import { sourcesOf } from '../../../renderer/templates/field-words.ts';
import { sampleEvent } from '../../support/sample-event.ts';

it('offers organisation and delegation where the event has delegations', () => {
  expect(sourcesOf(sampleEvent, 'title')).toEqual(
    expect.arrayContaining(['organisation', 'delegation']),
  );
});

it('offers the organisation once without delegations, under the source that the field has', () => {
  const event = { ...sampleEvent, delegations: [] };
  const both = ['organisation', 'delegation'];
  const offered = (own: TextSource) => sourcesOf(event, own).filter((one) => both.includes(one));
  expect(offered('title')).toEqual(['organisation']);
  expect(offered('organisation')).toEqual(['organisation']);
  expect(offered('delegation')).toEqual(['delegation']);
});
