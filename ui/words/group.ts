import type { i18n } from 'i18next';
import {
  type GroupForms,
  type GroupWord,
  groupForms,
  groupWords,
} from '../../domain/event/group-words.ts';

const forms: readonly (keyof GroupForms)[] = ['label', 'labels', 'one', 'several', 'a', 'the'];

/**
 * Lets sentences name the event's groups in its own word: `{{group, several}}` is "companies". Each
 * language has the forms in its section `group`; those of English and French are in the domain,
 * because papers need them too.
 */
export function addGroupForms(words: i18n): void {
  for (const [language, group] of Object.entries(groupForms)) {
    words.addResourceBundle(language, 'translation', { group }, true, true);
  }
  for (const form of forms) {
    words.services.formatter?.add(form, (value: unknown, lng) => {
      const word = groupWords.find((one) => one === value) ?? 'delegation';
      return words.t(`group.${word}.${form}`, lng === undefined ? {} : { lng });
    });
  }
}

/** From now on, sentences use this word unless they are told another (`{ group: 'company' }`). */
export function setGroupWord(words: i18n, word: GroupWord): void {
  const { interpolation = {} } = words.options;
  if (interpolation.defaultVariables?.group === word) return;
  interpolation.defaultVariables = { group: word };
  // What is shown is said anew, as in another language.
  words.emit('languageChanged', words.language);
}
