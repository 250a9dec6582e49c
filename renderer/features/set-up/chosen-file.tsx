import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventChoice } from '../../../preload/contract/set-up.ts';
import type { Action } from '../../client/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { FileProblems } from '../settings-file/file-problems.tsx';

interface Chosen {
  name: string;
  problems: readonly { field: string; message: string }[];
}

/** A file to be chosen by the system's dialog: what was chosen, and what is wrong with it. */
export function ChosenFile({
  label,
  hint,
  icon,
  chosen,
  choose,
  autoFocus = false,
  children,
}: {
  label: string;
  hint: string;
  icon: ReactNode;
  chosen: Chosen | null;
  choose: Action<[]>;
  autoFocus?: boolean;
  children?: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const isWrong = chosen !== null && chosen.problems.length > 0;
  const state = chosen === null ? 'none' : isWrong ? 'wrong' : 'good';
  return (
    <section className="chosen-file" data-state={state} aria-label={label}>
      {icon}
      <div className="chosen-file-words">
        <h2>{label}</h2>
        <p className="field-hint">
          {chosen === null ? hint : <bdi className="code">{chosen.name}</bdi>}
        </p>
        <div role="status">{children}</div>
      </div>
      <Button
        look={chosen === null ? 'primary' : 'plain'}
        autoFocus={autoFocus}
        isDisabled={choose.busy}
        onPress={() => void choose.run()}
      >
        {t(chosen === null ? 'setUp.event.choose' : 'setUp.event.another')}
      </Button>
      {isWrong && <FileProblems problems={chosen.problems} />}
    </section>
  );
}

/** The secret itself is never shown: only that it was read. */
export function SecretWords({ secret }: { secret: EventChoice['secret'] }): ReactNode {
  const { t } = useTranslation();
  if (secret === null || secret.problems.length > 0) return null;
  return (
    <p className="chosen-file-good">
      <Check aria-hidden="true" size={18} />
      {t('setUp.event.secretGood')}
    </p>
  );
}
