import en from '../../../renderer/i18n/en.json' with { type: 'json' };
import fr from '../../../renderer/i18n/fr.json' with { type: 'json' };

interface Words {
  [key: string]: string | Words;
}

/** Keys of words for a place where nothing is: `jobs.none`, `delegations.noneMissing`, `badges.rowEmpty`. */
const empty = /(^|[a-z])(none|None|nobody|Nobody|empty|Empty|nothing|Nothing)($|[A-Z])/;

/** These are no places: labels, choices, cells of a table, words of a button, lines below a drawing. */
const elsewhere = new Set([
  ...['roster.map.emptyHeader', 'roster.diff.empty', 'roster.diff.nothing'],
  ...['lists.none', 'takeOver.none', 'invite.replacesNobody', 'settingsFile.none'],
  ...['settingsFile.nobody', 'printers.model.none', 'printers.noneWaiting', 'notes.byNobody'],
  ...['delegations.noneTicked', 'delegations.checkInNone', 'delegations.handOverNone'],
  ...['delegations.aheadNone', 'batches.willPrintNone', 'dayClose.report.byNobody'],
  ...['setUp.list.none', 'stick.nothingNew'],
]);

function* flat(words: Words, path = ''): Generator<[string, string]> {
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') yield [path + key, value];
    else yield* flat(value, `${path}${key}.`);
  }
}

function isEmptyPlace(key: string): boolean {
  const last = key.split('.').at(-1) ?? '';
  return empty.test(last) && !/Hint|Operator$/.test(last) && !elsewhere.has(key);
}

/** A pattern of the sentence with anything in the place of its values. */
function patternOf(sentence: string): string {
  return sentence
    .split(/\{\{\w+\}\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
}

/** Patterns of all sentences that say, in a place of its own, that nothing is there; in both languages of the screens. */
export const emptyWords: readonly string[] = [...flat(en), ...flat(fr)]
  .filter(([key]) => isEmptyPlace(key))
  .map(([, sentence]) => patternOf(sentence));
