import { ArrowRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { SetUpAnswer, SetUpDone } from '../../../../domain/wire/organiser-access.ts';
import { Button } from '../../../../renderer/ui/button.tsx';
import { access } from '../../client/access.ts';
import { takeSession } from '../../client/session-store.ts';
import { useAction } from '../../client/use-action.ts';
import { EntryField } from '../../parts/entry-field.tsx';
import { RecoveryCodes } from '../../parts/recovery-codes.tsx';
import { useWords } from '../../words.ts';
import { EntryForm } from './entry-form.tsx';
import { EntryHeading } from './entry-heading.tsx';
import { dropSetUpCode } from './set-up-code.ts';
import { SetUpSecrets } from './set-up-secrets.tsx';

/** A new account, or one that was reset: the one-time code, password and authenticator, recovery codes. */
export function SetUpForm({ code, onBack }: { code: string; onBack: () => void }): ReactNode {
  const [begun, setBegun] = useState<SetUpAnswer | null>(null);
  const [done, setDone] = useState<SetUpDone | null>(null);
  if (done !== null) return <Done done={done} />;
  if (begun !== null) {
    return <SetUpSecrets begun={begun} onDone={setDone} onAgain={() => setBegun(null)} />;
  }
  return <CodeStep code={code} onBegun={setBegun} onBack={onBack} />;
}

function CodeStep({
  code: given,
  onBegun,
  onBack,
}: {
  code: string;
  onBegun: (answer: SetUpAnswer) => void;
  onBack: () => void;
}): ReactNode {
  const { t } = useWords();
  const [code, setCode] = useState(given);
  const begin = useAction(async () => onBegun(await access.setUp(code.trim())));
  return (
    <EntryForm
      title={t('setUp.title')}
      lead={t('setUp.lead')}
      failure={begin.failure}
      submit={{
        words: t('signIn.next'),
        icon: <ArrowRight aria-hidden="true" size={20} />,
        isDisabled: begin.busy || code.trim() === '',
      }}
      onSubmit={() => void begin.run()}
      other={{
        words: t('setUp.toSignIn'),
        onPress: () => {
          dropSetUpCode();
          onBack();
        },
      }}
    >
      <EntryField
        label={t('setUp.code')}
        hint={t('setUp.codeHint')}
        value={code}
        onChange={setCode}
        fills="off"
        isCode
        autoFocus
      />
    </EntryForm>
  );
}

function Done({ done: { session, recoveryCodes } }: { done: SetUpDone }): ReactNode {
  const { t } = useWords();
  return (
    <div className="stack">
      <EntryHeading title={t('recovery.title')} lead={t('recovery.lead')} takesFocus />
      <RecoveryCodes codes={recoveryCodes} name={session.account.name} />
      <Button
        look="primary"
        size="large"
        wide
        onPress={() => {
          dropSetUpCode();
          takeSession(session);
        }}
      >
        {t('recovery.kept')}
      </Button>
    </div>
  );
}
