import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../kit/button.tsx';
import { useDayClose } from './day-close-provider.tsx';
import type { Step } from './steps.ts';

/** The link to the next step, at the foot of one. */
export function GoOn({ to }: { to: Step }): ReactNode {
  const { t } = useTranslation();
  const { goTo } = useDayClose();
  return (
    <footer className="flex justify-end">
      <Button icon={<ArrowRight className="flips" />} onPress={() => goTo(to)}>
        {t('dayClose.goOn', { step: t(`dayClose.${to}.title`) })}
      </Button>
    </footer>
  );
}
