import { Copy, Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import { useWords } from '../words.ts';
import { saveFile } from './save-file.ts';

/** Single-use codes that replace the authenticator; shown once, to be kept elsewhere. */
export function RecoveryCodes({
  codes,
  name,
}: {
  codes: readonly string[];
  /** The account's name, for the file. */
  name: string;
}): ReactNode {
  const { t } = useWords();
  const text = [t('recovery.file', { name }), '', ...codes, ''].join('\n');
  return (
    <div className="grid content-start gap-4 min-w-0">
      <ol className="recovery-codes grid-cols-fill-36 grid gap-x-4 gap-y-1 p-4 rounded-md bg-sunken text-md">
        {codes.map((code) => (
          <li key={code} className="code">
            {code}
          </li>
        ))}
      </ol>
      <div className="cluster">
        <Button icon={<Copy />} onPress={() => void navigator.clipboard.writeText(text)}>
          {t('app.copy')}
        </Button>
        <Button
          icon={<Download />}
          onPress={() =>
            saveFile(new Blob([text], { type: 'text/plain' }), 'lanyard-recovery-codes.txt')
          }
        >
          {t('recovery.save')}
        </Button>
      </div>
    </div>
  );
}
