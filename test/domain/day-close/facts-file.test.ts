import { describe, expect, it } from 'vitest';
import {
  type FactLine,
  factLineText,
  factsOf,
  readFactsFile,
} from '../../../domain/day-close/facts-file.ts';
import { sampleEvent } from '../../support/sample-event.ts';
import { chain, delegates } from './chain-sample.ts';
import { stationId } from './report-sample.ts';

const lines = chain(1, delegates.slice(0, 2));
const [first] = lines;
if (first === undefined) throw new Error('an empty chain');

describe('a facts file', () => {
  it('is read as it was written, whatever empty lines it has', () => {
    const text = lines.map(factLineText).join('\n  \n');
    expect(readFactsFile(text)).toEqual(lines);
    expect(readFactsFile('')).toEqual([]);
  });

  it('names the first line that is no fact', () => {
    const text = `${factLineText(first)}\n{"station":"x"}\n`;
    expect(() => readFactsFile(text)).toThrow('line 3 is no fact');
  });
});

describe('the facts of an event', () => {
  const idsOf = (...of: FactLine[]): string[] => factsOf(of, sampleEvent.id).map(({ id }) => id);
  const id = stationId(101);

  it('are those of the event, each once, with their hash and clock', () => {
    expect(idsOf(...lines, ...lines)).toEqual([id, stationId(102), stationId(103)]);
    expect(factsOf([first], stationId(99))).toEqual([]);
    const [fact] = factsOf([first], sampleEvent.id);
    expect(fact).toMatchObject({ hash: first.hash, effective: fact?.hlc });
  });

  it('stand where their author wrote them; a branch is of the same author', () => {
    expect(idsOf({ ...first, station: stationId(2) })).toEqual([]);
    expect(idsOf({ ...first, kseq: 2 })).toEqual([]);
    expect(idsOf({ ...first, incarnation: 2 })).toEqual([]);
    expect(idsOf({ ...first, incarnation: 3 * 4096 + 1 })).toEqual([id]);
  });

  it('are not what is missing, no JSON, or of a form unknown here', () => {
    expect(idsOf({ ...first, body: null })).toEqual([]);
    expect(idsOf({ ...first, body: 'no JSON' })).toEqual([]);
    expect(idsOf({ ...first, body: '{}' })).toEqual([]);
  });
});
