import type { ParseKeys } from 'i18next';
import { groupForms } from '../../../domain/event/group-words.ts';
import en from '../../../ui/words/en.json' with { type: 'json' };
import fr from '../../../ui/words/fr.json' with { type: 'json' };
import { mirroredWords } from './mirrored.ts';

interface Words {
  [key: string]: string | Words;
}

function* flat(words: Words, path = ''): Generator<[key: string, sentence: string]> {
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') yield [path + key, value];
    else yield* flat(value, `${path}${key}.`);
  }
}

const all = [...flat(en), ...flat(fr), ...flat(mirroredWords())];

const placeholder = /\{\{(\w+)(?:, (\w+))?\}\}/g;

/** A pattern of the sentence with these values in turn, then with whatever may stand there. */
function patternOf(sentence: string, values: readonly string[] = []): string {
  let pattern = '';
  let end = 0;
  for (const [place, match] of [...sentence.matchAll(placeholder)].entries()) {
    const [whole, name, form] = match;
    pattern += literal(sentence.slice(end, match.index));
    pattern += values[place] ?? (name === 'group' ? groupsAs(form) : '.*');
    end = match.index + whole.length;
  }
  return pattern + literal(sentence.slice(end));
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s/g, '\\s');
}

/** Any word that an event may have for its groups, in this form. */
function groupsAs(form: string | undefined): string {
  const words = Object.values(groupForms).flatMap((one) => Object.values(one));
  const forms = words.flatMap((word) => Object.entries(word));
  return `(?:${forms.flatMap(([name, text]) => (name === form ? text : [])).join('|')})`;
}

/** A text of the screens by its key, in whichever language is shown; or a pattern. */
export type Label = ParseKeys | RegExp;

/** A pattern of the whole text, with values in the order in which it names them. */
export function said(label: Label, ...values: readonly string[]): RegExp {
  return label instanceof RegExp ? label : new RegExp(`${beginningOf(label, values).source}$`);
}

/** A pattern of the text's beginning, which a count or a shortcut may follow. */
export function begun(label: Label): RegExp {
  return label instanceof RegExp ? label : beginningOf(label, []);
}

/** A pattern of the text anywhere in a name, such as that of a list with its label and choice. */
export function within(label: Label): RegExp {
  return label instanceof RegExp ? label : new RegExp(beginningOf(label, []).source.slice(1));
}

function beginningOf(label: ParseKeys, values: readonly string[]): RegExp {
  const sentences = all.filter(
    ([key]) => key.replace(/_(zero|one|two|few|many|other)$/, '') === label,
  );
  return new RegExp(`^(${sentences.map(([, one]) => patternOf(one, values)).join('|')})`);
}

/** Keys of texts for an empty place: `jobs.none`, `delegations.noneMissing`, `badges.rowEmpty`. */
const empty = /(^|[a-z])(none|None|nobody|Nobody|empty|Empty|nothing|Nothing)($|[A-Z])/;

/** Not places: labels, choices, cells of a table, buttons, lines below a drawing. */
const elsewhere = new Set([
  'roster.map.emptyHeader',
  'roster.diff.empty',
  'roster.diff.nothing',
  'lists.none',
  'takeOver.none',
  'invite.replacesNobody',
  'settingsFile.none',
  'settingsFile.nobody',
  'printers.model.none',
  'printers.noneWaiting',
  'notes.byNobody',
  'delegations.noneTicked',
  'delegations.checkInNone',
  'delegations.handOverNone',
  'delegations.aheadNone',
  'batches.willPrintNone',
  'dayClose.report.byNobody',
  'setUp.list.none',
  'stick.nothingNew',
]);

function isEmptyPlace(key: string): boolean {
  const last = key.split('.').at(-1) ?? '';
  return empty.test(last) && !/Hint|Operator$/.test(last) && !elsewhere.has(key);
}

/**
 * Patterns of all sentences that say in an empty place that it is empty, in each language of the
 * screens.
 */
export const emptyWords: readonly string[] = all
  .filter(([key]) => isEmptyPlace(key))
  .map(([, sentence]) => patternOf(sentence));
