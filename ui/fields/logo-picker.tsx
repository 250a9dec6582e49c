import { ImageOff } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../note.tsx';
import { type LogoProblem, readLogo } from './read-logo.ts';

export interface RefusedLogo {
  file: string;
  problem: LogoProblem;
}

export interface LogoPicker {
  /** Opens the system's file dialog; `use` receives the picture as a PNG in base64. */
  choose: (use: (png: string) => void) => void;
  refused: RefusedLogo | null;
  /** The file input; the page must render it for the dialog to open. */
  input: ReactNode;
}

export function useLogoPicker(): LogoPicker {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const user = useRef<(png: string) => void>(() => undefined);
  const [refused, setRefused] = useState<RefusedLogo | null>(null);
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const read = await readLogo(file);
    if ('png' in read) user.current(read.png);
    else setRefused({ file: file.name, problem: read.problem });
  };
  return {
    choose: (use) => {
      user.current = use;
      setRefused(null);
      input.current?.click();
    },
    refused,
    input: (
      <input
        ref={input}
        type="file"
        hidden
        accept="image/png,image/jpeg"
        aria-label={t('editor.logoFile')}
        onChange={(event) => {
          void take(event.currentTarget.files?.[0]);
          // Allows the same file to be chosen again.
          event.currentTarget.value = '';
        }}
      />
    ),
  };
}

export function RefusedLogoNote({ refused }: { refused: RefusedLogo | null }): ReactNode {
  const { t } = useTranslation();
  if (refused === null) return null;
  return (
    <div role="alert">
      <Note
        tone="look"
        icon={<ImageOff size={18} />}
        title={t(`editor.logoProblem.${refused.problem}`)}
      >
        <bdi className="code wrap-anywhere">{refused.file}</bdi>
      </Note>
    </div>
  );
}
