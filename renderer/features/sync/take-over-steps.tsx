import { Circle, CircleCheckBig, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TakeOverProgress } from '../../../preload/contract/sync.ts';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';

const takeOverSteps = [
  'starting-hub',
  'copying-roster',
  'copying-facts',
  'ready',
] as const satisfies readonly TakeOverProgress['step'][];

/** How far the take-over is: its steps, and a bar for the one under way. */
export function TakeOverSteps({
  progress,
  onHide,
}: {
  progress: TakeOverProgress;
  onHide: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { step, done, total } = progress;
  const current = takeOverSteps.indexOf(step);
  return (
    <>
      <ol className="take-over-steps" aria-label={t('takeOver.steps')}>
        {takeOverSteps.map((one, index) => (
          <li
            key={one}
            data-done={index < current || undefined}
            aria-current={index === current ? 'step' : undefined}
          >
            <StepIcon place={index - current} />
            {t(`takeOver.step.${one}`)}
          </li>
        ))}
      </ol>
      <Progress
        label={t(`takeOver.step.${step}`)}
        fraction={total === 0 ? 0 : done / total}
        valueWords={
          total === 0 ? '' : t('link.pullOf', { done: number(done), total: number(total) })
        }
      />
      <p className="dialog-effect">{t('takeOver.meanwhile')}</p>
      <div className="dialog-buttons">
        <Button autoFocus onPress={onHide}>
          {t('takeOver.hide')}
        </Button>
      </div>
    </>
  );
}

function StepIcon({ place }: { place: number }): ReactNode {
  if (place < 0) return <CircleCheckBig aria-hidden="true" size={20} />;
  if (place > 0) return <Circle aria-hidden="true" size={20} />;
  return <LoaderCircle aria-hidden="true" size={20} className="spins" />;
}
