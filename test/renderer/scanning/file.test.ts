import { describe, expect, test } from 'vitest';
import { type FileCode, onlyCode } from '../../../renderer/scanning/file/file-messages.ts';
import { readPages } from '../../../renderer/scanning/file/pdf-pages.ts';

/** A PDF whose pages have these codes in each resolution, or only in the finer one. */
function read(codesOf: readonly (readonly string[])[], { maxCodes = 24, onlyFine = false } = {}) {
  const codes = new Set<string>();
  const drawn: string[] = [];
  const pdf = {
    pages: codesOf.length,
    draw: (index: number, dotsPerInch: number) => {
      drawn.push(`${index} ${dotsPerInch}`);
      return onlyFine && dotsPerInch < 300 ? [] : (codesOf[index] ?? []);
    },
  };
  const done = readPages(pdf, maxCodes, async (_page, _pages, draw) => {
    for (const code of draw()) codes.add(code);
    return codes.size;
  });
  return done.then((pages) => ({ pages, codes: [...codes], drawn }));
}

describe('the pages of a PDF', () => {
  test('are read to the last one, with their codes in order', async () => {
    expect(await read([['A'], [], ['B', 'C']])).toMatchObject({ pages: 3, codes: ['A', 'B', 'C'] });
  });

  test('are drawn finer where none has a code', async () => {
    const { codes, drawn, pages } = await read([[], ['A']], { onlyFine: true });
    expect({ codes, pages }).toEqual({ codes: ['A'], pages: 2 });
    expect(drawn).toEqual(['0 200', '1 200', '0 350', '1 350']);
  });

  test('end after twenty, and after as many codes as can be chosen from', async () => {
    expect(await read(Array.from({ length: 30 }, () => ['A']))).toMatchObject({ pages: 20 });
    expect(await read([['A'], ['B'], ['C']], { maxCodes: 2 })).toMatchObject({ pages: 2 });
  });
});

describe('a code of a file', () => {
  // The picture beside it is shown but not read.
  const codes = ['A', 'B'].map((text) => ({ text, page: 1 }) as FileCode);

  test('is taken without asking where it is the only one of the whole file', () => {
    expect(onlyCode({ codes: codes.slice(0, 1), pages: 2, readPages: 2 })).toBe('A');
  });

  test('is asked for where there are several, or pages that were not read', () => {
    expect(onlyCode({ codes, pages: 2, readPages: 2 })).toBeNull();
    expect(onlyCode({ codes: codes.slice(0, 1), pages: 21, readPages: 20 })).toBeNull();
    expect(onlyCode({ codes: [], pages: 1, readPages: 1 })).toBeNull();
  });
});
