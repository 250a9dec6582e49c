import type { ReactNode } from 'react';
import type { Proof } from '../../client/access.ts';
import { EntryField } from '../../parts/entry-field.tsx';
import { useWords } from '../../words.ts';

/** Password and code anew: a browser that was left open is not enough to change how somebody signs in. */
export function ProofFields({
  proof,
  onChange,
}: {
  proof: Proof;
  onChange: (proof: Proof) => void;
}): ReactNode {
  const { t } = useWords();
  return (
    <>
      <EntryField
        label={t('account.currentPassword')}
        type="password"
        fills="current-password"
        value={proof.password}
        onChange={(password) => onChange({ password, code: proof.code })}
        autoFocus
      />
      <EntryField
        label={t('signIn.code')}
        hint={t('signIn.codeHint')}
        fills="one-time-code"
        isNumeric
        value={proof.code}
        onChange={(code) => onChange({ password: proof.password, code })}
      />
    </>
  );
}
