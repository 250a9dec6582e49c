import en from '../../../ui/words/en.json' with { type: 'json' };

interface Words {
  [key: string]: string | Words;
}

/** All forms that Arabic counts with. */
const forms = ['zero', 'one', 'two', 'few', 'many', 'other'];

/**
 * The screens' English words in a language that nobody speaks: a third longer, and under the tag of
 * Arabic written from right to left. It shows which texts come from elsewhere, do not fit, or stand
 * on the wrong side.
 */
export function mirroredWords(words: Words = en): Words {
  return Object.fromEntries(Object.entries(words).flatMap(([key, value]) => entriesOf(key, value)));
}

function entriesOf(key: string, value: string | Words): [string, string | Words][] {
  if (typeof value !== 'string') return [[key, mirroredWords(value)]];
  const stem = /^(.*)_other$/.exec(key)?.[1];
  if (stem === undefined) return [[key, stretched(value)]];
  return forms.map((form) => [`${stem}_${form}`, stretched(value)]);
}

/** Each word with its last third twice: "Settingsngs". Names of values and elements stay. */
function stretched(text: string): string {
  return text.replace(/\{+[^}]*\}+|<[^>]*>|\p{L}+/gu, (word) =>
    /^[{<]/.test(word) ? word : word + word.slice(-Math.ceil(word.length / 3)),
  );
}
