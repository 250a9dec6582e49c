import { type ReactNode, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LogoProblem, readLogo } from './read-logo.ts';

export interface LogoPicker {
  /** Opens the system's file dialog; `use` gets the picture as a PNG in base64. */
  choose: (use: (png: string) => void) => void;
  problem: LogoProblem | null;
  /** What the page must hold for the dialog to open. */
  input: ReactNode;
}

/** Chooses the picture of a logo. */
export function useLogoPicker(): LogoPicker {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const user = useRef<(png: string) => void>(() => undefined);
  const [problem, setProblem] = useState<LogoProblem | null>(null);
  const choose = useCallback((use: (png: string) => void) => {
    user.current = use;
    setProblem(null);
    input.current?.click();
  }, []);
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const read = await readLogo(file);
    if ('png' in read) user.current(read.png);
    else setProblem(read.problem);
  };
  return {
    choose,
    problem,
    input: (
      <input
        ref={input}
        type="file"
        hidden
        accept="image/png,image/jpeg"
        aria-label={t('editor.logoFile')}
        onChange={(event) => {
          void take(event.currentTarget.files?.[0]);
          // The same file may be chosen again.
          event.currentTarget.value = '';
        }}
      />
    ),
  };
}
