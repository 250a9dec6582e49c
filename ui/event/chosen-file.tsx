import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../button.tsx';
import './chosen-file.css';

export function ChosenFile({
  label,
  hint,
  icon,
  chosen,
  isWrong,
  choose,
  autoFocus = false,
  isOptional = false,
  children,
  below,
}: {
  label: string;
  hint: string;
  icon: ReactNode;
  chosen: { name: string } | null;
  isWrong: boolean;
  choose: { run: () => Promise<unknown>; busy: boolean };
  autoFocus?: boolean;
  isOptional?: boolean;
  children?: ReactNode;
  /** Shown below, at full width. */
  below?: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const state = chosen === null ? 'none' : isWrong ? 'wrong' : 'good';
  return (
    <section
      className="chosen-file p-4 grid grid-cols-sides gap-x-4 gap-y-3 items-center border border-edge rounded-lg bg-surface"
      data-state={state}
      aria-label={label}
    >
      {icon}
      <div>
        <h2 className="text-lg">{label}</h2>
        <p className="field-hint">
          {chosen === null ? hint : <bdi className="code">{chosen.name}</bdi>}
        </p>
        <div role="status">{children}</div>
      </div>
      <Button
        variant={chosen === null && !isOptional ? 'primary' : 'plain'}
        autoFocus={autoFocus}
        isDisabled={choose.busy}
        onPress={() => void choose.run()}
      >
        {t(chosen === null ? 'setUp.event.choose' : 'setUp.event.another')}
      </Button>
      {below}
    </section>
  );
}
