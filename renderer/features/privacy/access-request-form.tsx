import { FileDown } from 'lucide-react';
import { type FormEvent, type ReactNode, useCallback, useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client/ask.ts';
import { useMay } from '../../client/rights.ts';
import { useAction } from '../../client/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { useRolesWords } from '../settings/use-roles-words.ts';

/** Saves everything that is held here of one person, for that person. */
export function AccessRequestForm(): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const may = useMay('answer-access-requests');
  const rolesWords = useRolesWords();
  const [code, setCode] = useState('');
  const verb = useCallback(
    async (registrationCode: string): Promise<void> => {
      if (!(await ask('answerAccessRequest', { registrationCode }))) return;
      notify(t('privacy.request.saved'));
      setCode('');
    },
    [notify, t],
  );
  const { run, busy, failure } = useAction(verb);
  const send = (submit: FormEvent<HTMLFormElement>): void => {
    submit.preventDefault();
    if (code.trim() !== '') void run(code.trim());
  };
  return (
    <section className="card settings-form privacy-card" aria-labelledby="privacy-request">
      <h2 id="privacy-request">{t('privacy.request.title')}</h2>
      <p>{t('privacy.request.lead')}</p>
      {may ? (
        <Form className="privacy-line" onSubmit={send}>
          <TextField
            label={t('privacy.request.code')}
            maxLength={64}
            value={code}
            onChange={setCode}
          />
          <Button
            type="submit"
            icon={<FileDown aria-hidden="true" size={18} />}
            isDisabled={busy || code.trim() === ''}
          >
            {t('privacy.request.save')}
          </Button>
        </Form>
      ) : (
        <p className="field-hint">
          {t('privacy.onlyRoles', { roles: rolesWords('answer-access-requests') })}
        </p>
      )}
      <FailureNote failure={failure} />
    </section>
  );
}
