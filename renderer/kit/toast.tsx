import { Check } from 'lucide-react';
import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import './toast.css';

type Notify = (words: string) => void;
const ToastContext = createContext<Notify>(() => undefined);
const shownMilliseconds = 4_000;

interface Toast {
  id: number;
  words: string;
}

function ToastCard({ toast, onEnd }: { toast: Toast; onEnd: (id: number) => void }): ReactNode {
  const { id, words } = toast;
  useEffect(() => {
    const timer = setTimeout(() => onEnd(id), shownMilliseconds);
    return () => clearTimeout(timer);
  }, [id, onEnd]);
  return (
    <li className="toast row gap-2 pad-3-5 round-full lift-2 strong">
      <Check size={18} />
      <bdi>{words}</bdi>
    </li>
  );
}

/** Shows short confirmations of what is also visible elsewhere; never the only place for it. */
export function ToastProvider({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const notify = useCallback<Notify>((words) => {
    setToasts((all) => [...all.slice(-2), { id: (all.at(-1)?.id ?? 0) + 1, words }]);
  }, []);
  const end = useCallback((id: number) => {
    setToasts((all) => all.filter((toast) => toast.id !== id));
  }, []);
  return (
    <ToastContext value={notify}>
      {children}
      <section
        className="toasts centred fixed no-pointer"
        aria-live="polite"
        aria-label={t('app.messages')}
      >
        <ul className="stack gap-2">
          {toasts.map((toast) => (
            <ToastCard key={toast.id} toast={toast} onEnd={end} />
          ))}
        </ul>
      </section>
    </ToastContext>
  );
}

/** Returns the function that shows a short confirmation. */
export function useNotify(): Notify {
  return use(ToastContext);
}
