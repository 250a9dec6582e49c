import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/format.ts';
import { useAgeWords } from '../sync/use-hub-words.ts';
import type { Matter } from './matters.ts';

/** Refusals and reasons that have words; of a newer version's the row shows the code. */
const refusals = [
  'wrong-day',
  'pending',
  'cancelled',
  'not-registered',
  'revoked',
  'stopped',
] as const;
const reasons = ['secretariat-confirmed', 'letter-shown', 'list-is-wrong', 'other'] as const;
const quarantineReasons = [
  'not-understood',
  'other-envelope',
  'revoked',
  'wrong-commitment',
  'roster-change',
  'not-allowed',
] as const;

interface MatterWords {
  /** What the row is called. */
  title: (matter: Matter) => string;
  /** What it tells beyond that, each a few words. */
  details: (matter: Matter) => string[];
}

/** A matter in words. */
export function useMatterWords(): MatterWords {
  const { t } = useTranslation();
  const { number } = useFormats();
  const ageWords = useAgeWords();
  const details = ({ detail }: Matter): string[] => {
    switch (detail.about) {
      case 'none':
        return [];
      case 'serial':
        return [t('dayClose.detail.badge', { serial: detail.serial })];
      case 'refusal': {
        const refusal = refusals.find((one) => one === detail.outcome);
        const reason = reasons.find((one) => one === detail.reason);
        return [
          refusal === undefined ? detail.outcome : t(`override.refusal.${refusal}`),
          reason === undefined ? detail.reason : t(`override.reasons.${reason}`),
        ].filter((words) => words !== '');
      }
      case 'clock': {
        const { facts, worst } = detail;
        const age = ageWords(Math.abs(worst));
        return [
          t(worst > 0 ? 'dayClose.detail.behind' : 'dayClose.detail.ahead', { age }),
          t('dayClose.detail.facts', { count: facts, number: number(facts) }),
        ];
      }
      case 'items': {
        const reason = quarantineReasons.find((one) => one === detail.reason);
        return [
          reason === undefined ? detail.reason : t(`quarantine.reasons.${reason}`),
          t('dayClose.detail.facts', { count: detail.items, number: number(detail.items) }),
        ];
      }
      case 'gaps':
        return [t('dayClose.detail.gaps', { count: detail.gaps, number: number(detail.gaps) })];
    }
  };
  return {
    title: ({ name, kind, detail }) => {
      if (name !== '') return name;
      if (kind === 'balance') return t('dayClose.detail.balance');
      return detail.about === 'serial' ? t('jobs.unnamed') : t('dayClose.detail.unknown');
    },
    details,
  };
}
