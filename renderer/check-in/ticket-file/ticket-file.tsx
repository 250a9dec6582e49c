import { FileImage, FileSearch } from 'lucide-react';
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { useHotkeys } from '../../../ui/hotkeys.tsx';
import { useNavigation } from '../../../ui/navigation.tsx';
import { useStable } from '../../../ui/use-stable.ts';
import {
  type FileCodes,
  onlyCode,
  readFile,
  UnreadableFile,
  useScans,
} from '../../scanning/index.ts';
import { ChooseCodeDialog, type Problem, UnreadDialog } from './ticket-file-dialogs.tsx';
import './ticket-file.css';

const ChooseTicketFile = createContext<() => void>(() => undefined);

export function useChooseTicketFile(): () => void {
  return use(ChooseTicketFile);
}

/**
 * Takes a ticket as a picture or PDF, whether dropped, pasted or chosen in a file dialog. The desk
 * handles its code like a scan.
 */
export function TicketFileProvider({
  isLocked,
  children,
}: {
  isLocked: boolean;
  children: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const choose = useCallback(() => input.current?.click(), []);
  const { take, reading, cancel } = useTicketFile(choose);
  const isDragging = useDroppedFiles(take, !isLocked);
  usePastedFiles(take, !isLocked);
  useHotkeys([{ key: 't', ctrl: true, inFields: true, run: choose }], !isLocked);
  return (
    <ChooseTicketFile value={choose}>
      {children}
      <input
        ref={input}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/webp,application/pdf"
        aria-label={t('ticketFile.choose')}
        onChange={(event) => {
          take([...(event.currentTarget.files ?? [])]);
          // Allows the same file to be chosen again.
          event.currentTarget.value = '';
        }}
      />
      {isDragging && <DropSign />}
      {reading !== null && <ReadingCard reading={reading} onCancel={cancel} />}
    </ChooseTicketFile>
  );
}

interface Reading {
  name: string;
  /** From 1; null before the first page. */
  page: number | null;
  pages: number;
}

interface TicketFile {
  take: (files: readonly File[]) => void;
  reading: Reading | null;
  cancel: () => void;
}

/** Reads one file at a time; another one replaces it. */
function useTicketFile(choose: () => void): TicketFile {
  const { scanning } = useScans();
  const { open, close } = useNavigation();
  const [reading, setReading] = useState<Reading | null>(null);
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);

  const refuse = (problem: Problem, name: string): void =>
    open(<UnreadDialog problem={problem} name={name} onAnother={choose} onClose={close} />);
  const answer = (found: FileCodes, name: string): void => {
    const only = onlyCode(found);
    if (found.codes.length === 0) refuse('no-code', name);
    else if (only !== null) scanning.submitPicture(only);
    else {
      const submit = (text: string): void => {
        close();
        scanning.submitPicture(text);
      };
      open(<ChooseCodeDialog found={found} name={name} onChoose={submit} onClose={close} />);
    }
  };
  const read = async (file: File): Promise<void> => {
    const abort = new AbortController();
    current.current?.abort();
    current.current = abort;
    const { name } = file;
    setReading({ name, page: null, pages: 0 });
    const onPage = (page: number, pages: number): void => setReading({ name, page, pages });
    try {
      answer(await readFile(file, { signal: abort.signal, onPage }), name);
    } catch (error) {
      if (abort.signal.aborted) return;
      refuse(error instanceof UnreadableFile ? error.problem : 'reader-failed', name);
    } finally {
      if (current.current === abort) setReading(null);
    }
  };
  const take = useStable((files: readonly File[]): void => {
    const [file, second] = files;
    if (second !== undefined) refuse('several', '');
    else if (file !== undefined) void read(file);
  });
  const cancel = (): void => {
    current.current?.abort();
    setReading(null);
  };
  return { take, reading, cancel };
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}

/** Takes files dropped anywhere in the window. Returns true while files are dragged over it. */
function useDroppedFiles(take: TicketFile['take'], isActive: boolean): boolean {
  const [isDragging, setDragging] = useState(false);
  useEffect(() => {
    if (!isActive) return;
    const over = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      // The window accepts a drop only if this event is cancelled.
      event.preventDefault();
      setDragging(true);
    };
    const leave = (event: DragEvent): void => {
      // `relatedTarget` is null only when the pointer leaves the window, not between two elements.
      if (event.relatedTarget === null) setDragging(false);
    };
    const drop = (event: DragEvent): void => {
      setDragging(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      take([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      setDragging(false);
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [take, isActive]);
  return isDragging;
}

/** Takes pasted files and pictures; a paste that includes text is left to the field. */
function usePastedFiles(take: TicketFile['take'], isActive: boolean): void {
  useEffect(() => {
    if (!isActive) return;
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])];
      const isText = event.clipboardData?.types.includes('text/plain') ?? false;
      const isInField = event.target instanceof Element && event.target.matches('input, textarea');
      if (files.length === 0 || (isText && isInField)) return;
      event.preventDefault();
      take(files);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, [take, isActive]);
}

function DropSign(): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="drop-sign z-50 p-6 bg-scrim grid fixed inset-0 pointer-events-none">
      <div
        className="drop-sign-place grid gap-2 place-content-center justify-items-center rounded-xl bg-surface text-center"
        role="status"
      >
        <FileImage size={56} className="text-accent" aria-hidden="true" />
        <p className="text-2xl font-bold">{t('ticketFile.drop')}</p>
        <p className="text-lg text-soft">{t('ticketFile.dropHint')}</p>
      </div>
    </div>
  );
}

/** Not a dialog, so that scans and everything else continue meanwhile. */
function ReadingCard({
  reading: { name, page, pages },
  onCancel,
}: {
  reading: Reading;
  onCancel: () => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <section
      className="reading-card z-50 fixed flex items-center gap-4 px-5 py-3 rounded-xl bg-surface shadow-lift-3"
      aria-label={t('ticketFile.reading')}
    >
      <FileSearch size={24} className="text-accent" aria-hidden="true" />
      <p className="grid min-w-0" role="status">
        <strong className="wrap-anywhere">
          {t('ticketFile.reading')} <bdi>{name}</bdi>
        </strong>
        {page !== null && pages > 1 && (
          <span className="small figures">{t('ticketFile.pageOf', { page, pages })}</span>
        )}
      </p>
      <Button size="small" onPress={onCancel}>
        {t('app.cancel')}
      </Button>
    </section>
  );
}
