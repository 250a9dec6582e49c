import { Check, OctagonX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { DayStatus } from '../../../domain/day-close/status.ts';
import { useFormats } from '../../i18n/format.ts';
import { useDayClose } from './day-close-provider.tsx';
import { mattersOf, openKiosks, openMatters } from './matters.ts';
import { type Step, type StepState, sent, stepStates, steps } from './steps.ts';

/** The four steps, how each stands, and the way to each. */
export function StepNav({ status }: { status: DayStatus }): ReactNode {
  const { t } = useTranslation();
  const { step: current, goTo } = useDayClose();
  const states = stepStates(status);
  const words = useStepWords(status);
  return (
    <nav className="day-steps" aria-label={t('dayClose.steps')}>
      <ol>
        {steps.map((step, index) => (
          <li key={step} data-state={states[step]}>
            <AriaButton
              className="day-step"
              {...(step === current ? { 'aria-current': 'step' } : {})}
              onPress={() => goTo(step)}
            >
              <span className="day-step-sign figures" aria-hidden="true">
                <Sign state={states[step]} number={index + 1} />
              </span>
              <span className="day-step-words">
                <strong>{t(`dayClose.${step}.title`)}</strong>
                <span className="figures">{words(step)}</span>
              </span>
            </AriaButton>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Sign({ state, number }: { state: StepState; number: number }): ReactNode {
  switch (state) {
    case 'done':
      return <Check size={18} strokeWidth={3} />;
    case 'broken':
      return <OctagonX size={18} strokeWidth={2.5} />;
    case 'asks':
    case 'waits':
      return number;
  }
}

/** How a step stands, in a few words. */
function useStepWords(status: DayStatus): (step: Step) => string {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (step) => {
    switch (step) {
      case 'send': {
        const { here, atLeast } = sent(status);
        const missing = Math.max(atLeast - here, status.push.waiting);
        if (missing > 0) {
          return t('dayClose.send.missing', { count: missing, number: number(missing) });
        }
        return t(status.hub === null ? 'dayClose.send.aloneShort' : 'dayClose.send.done');
      }
      case 'look': {
        const count = openMatters(mattersOf(status)).length;
        return count === 0
          ? t('dayClose.look.done')
          : t('dayClose.look.open', { count, number: number(count) });
      }
      case 'kiosks': {
        const open = openKiosks(status);
        const broken = open.filter(({ verdict }) => verdict === 'broken').length;
        if (broken > 0) return t('dayClose.kiosks.broken', { count: broken });
        return open.length === 0
          ? t('dayClose.kiosks.done')
          : t('dayClose.kiosks.open', { count: open.length });
      }
      case 'close':
        return t(`dayClose.state.${status.state}`);
    }
  };
}
