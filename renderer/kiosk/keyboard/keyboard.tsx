import { ArrowBigUp, Delete } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KioskLanguage } from '../../../domain/base/language.ts';
import './keyboard.css';

interface KeyboardProps {
  language: KioskLanguage;
  /** Only Latin letters, for a code. */
  latinOnly: boolean;
  /** If false, everything is typed in capitals. */
  hasCase: boolean;
  onType: (text: string) => void;
  onDelete: () => void;
}

/**
 * The on-screen keyboard. Its keys leave the focus in the field, so that they write at the caret.
 * With a hardware keyboard it is not needed.
 */
export function Keyboard({
  language,
  latinOnly,
  hasCase,
  onType,
  onDelete,
}: KeyboardProps): ReactNode {
  const { t } = useTranslation('kiosk');
  const [alphabet, setAlphabet] = useState(0);
  const [hasAccents, setHasAccents] = useState(false);
  const [isCapital, setIsCapital] = useState(false);
  const layouts = layoutsOf(language, latinOnly);
  const layout = layouts[alphabet % layouts.length] ?? layouts[0];
  if (layout === undefined) return null;
  const rows = hasAccents && layout.accents !== null ? layout.accents : layout.letters;
  const capital = isCapital || !hasCase;
  const shown = (key: string): string => (capital ? key.toLocaleUpperCase('en') : key);
  const type = (key: string): void => {
    onType(key);
    setIsCapital(false);
  };
  return (
    <fieldset
      className="keyboard min-w-0 bg-sunken grid"
      dir="ltr"
      aria-label={t('keyboard.label')}
    >
      <Row keys="1234567890" shown={(key) => key} onKey={type} />
      {rows.map((row) => (
        <Row key={row} keys={row} shown={shown} onKey={type} />
      ))}
      <div className="gap-[calc(10*var(--u))] flex justify-center">
        {hasCase && (
          <Key
            wide
            isOn={isCapital}
            label={t('keyboard.capitals')}
            onKey={() => setIsCapital(!isCapital)}
          >
            <ArrowBigUp />
          </Key>
        )}
        {layouts.length > 1 && (
          <Key wide label={t('keyboard.alphabet')} onKey={() => setAlphabet(alphabet + 1)}>
            {alphabetSign(layouts[(alphabet + 1) % layouts.length]?.letters[0])}
          </Key>
        )}
        {layout.accents !== null && !latinOnly && (
          <Key
            wide
            isOn={hasAccents}
            label={hasAccents ? t('keyboard.letters') : t('keyboard.accents')}
            onKey={() => setHasAccents(!hasAccents)}
          >
            {shown(hasAccents ? 'abc' : 'éñø')}
          </Key>
        )}
        <Key space label={t('keyboard.space')} onKey={() => type(' ')}>
          {t('keyboard.space')}
        </Key>
        <Key wide label={t('keyboard.delete')} onKey={onDelete}>
          <Delete />
        </Key>
      </div>
    </fieldset>
  );
}

/** The label of the key that switches alphabets: the first letters of the other one. */
function alphabetSign(row: string | undefined): string {
  return (row ?? '').slice(0, 3);
}

function Row({
  keys,
  shown,
  onKey,
}: {
  keys: string;
  shown: (key: string) => string;
  onKey: (text: string) => void;
}): ReactNode {
  return (
    <div className="gap-[calc(10*var(--u))] flex justify-center">
      {[...keys].map((key) => (
        <Key key={key} label={shown(key)} onKey={() => onKey(shown(key))}>
          {shown(key)}
        </Key>
      ))}
    </div>
  );
}

function Key({
  label,
  wide = false,
  space = false,
  isOn = false,
  onKey,
  children,
}: {
  label: string;
  wide?: boolean;
  space?: boolean;
  isOn?: boolean;
  onKey: () => void;
  children: ReactNode;
}): ReactNode {
  return (
    <button
      type="button"
      tabIndex={-1}
      className="keyboard-key grid place-content-center p-0 bg-surface text-ink font-semibold leading-none"
      data-wide={wide || undefined}
      data-space={space || undefined}
      data-on={isOn || undefined}
      // Voice control must find the key by its visible character and by its name.
      aria-label={
        typeof children === 'string' && label !== undefined ? `${children}, ${label}` : label
      }
      // Keeps the focus and the caret in the field.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onKey}
    >
      {children}
    </button>
  );
}

/** Each character is a key. */
type KeyRows = readonly string[];

/** The keys of one alphabet, and a page of accented letters. */
interface Layout {
  letters: KeyRows;
  accents: KeyRows | null;
}

const latinAccents: KeyRows = ['àáâãäåæçćč', 'èéêëęğìíîï', 'łñńòóôõöøœ', 'śšşßùúûüýž'];

const layouts = {
  qwerty: { letters: ['qwertyuiop', 'asdfghjkl', 'zxcvbnm-’'], accents: latinAccents },
  azerty: { letters: ['azertyuiop', 'qsdfghjklm', 'wxcvbné-’'], accents: latinAccents },
  spanish: { letters: ['qwertyuiop', 'asdfghjklñ', 'zxcvbnm-’'], accents: latinAccents },
  portuguese: { letters: ['qwertyuiop', 'asdfghjklç', 'zxcvbnm-’'], accents: latinAccents },
  cyrillic: { letters: ['йцукенгшщзхъ', 'фывапролджэё', 'ячсмитьбю-'], accents: null },
  arabic: { letters: ['ضصثقفغعهخحجد', 'شسيبلاتنمكطذ', 'ئءؤرىةوزظأإآ'], accents: null },
} satisfies Readonly<Record<string, Layout>>;

const latin: Readonly<Record<KioskLanguage, Layout>> = {
  en: layouts.qwerty,
  fr: layouts.azerty,
  es: layouts.spanish,
  ar: layouts.qwerty,
  ru: layouts.qwerty,
  pt: layouts.portuguese,
};

/**
 * The keyboards of a language, default first: Latin for codes and badges, then its own alphabet.
 */
function layoutsOf(language: KioskLanguage, latinOnly: boolean): readonly Layout[] {
  if (latinOnly) return [latin[language]];
  if (language === 'ru') return [latin.ru, layouts.cyrillic];
  if (language === 'ar') return [latin.ar, layouts.arabic];
  return [latin[language]];
}
