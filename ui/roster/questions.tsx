import { UserRoundSearch } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  ImportAnswer,
  ImportQuestion,
  RosterDiff,
} from '../../domain/roster/roster-import.ts';
import { Button } from '../button.tsx';
import { Select } from '../fields/select.tsx';
import { useFormats } from '../formats.ts';
import type { Answers } from './use-import.ts';

/** Number of questions without an answer. "The same" answers only where one is likely. */
export function openQuestions(
  diff: Pick<RosterDiff, 'asked' | 'questions'>,
  answers: Answers,
): number {
  const unanswered = diff.questions.filter((question) => answerOf(question, answers) === null);
  const further = answers.others === null ? diff.asked - diff.questions.length : 0;
  return unanswered.length + further;
}

function answerOf(question: ImportQuestion, { rows, others }: Answers): ImportAnswer | null {
  return rows.get(question.line) ?? (others === 'same' ? question.likely : others);
}

interface QuestionsProps {
  diff: Pick<RosterDiff, 'asked' | 'questions'>;
  answers: Answers;
  setAnswers: (answers: Answers) => void;
}

/** Rows that may be people whom the roster has: nothing is merged or doubled unasked. */
export function Questions({ diff, answers, setAnswers }: QuestionsProps): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { asked, questions } = diff;
  const title = t('roster.ask.title', { count: asked, formatted: number(asked) });
  const all = (others: NonNullable<Answers['others']>): void =>
    setAnswers({ ...answers, rows: new Map(), others });
  return (
    <section className="card grid gap-4" aria-label={title}>
      <div className="flex flex-wrap items-end gap-3">
        <div className="me-auto">
          <h2 className="text-xl">{title}</h2>
          <p className="text-soft">{t('roster.ask.hint')}</p>
        </div>
        {questions.some(({ likely }) => likely !== null) && (
          <Button icon={<UserRoundSearch />} onPress={() => all('same')}>
            {t('roster.ask.allSame')}
          </Button>
        )}
        <Button onPress={() => all('new')}>{t('roster.ask.allNew')}</Button>
      </div>
      <ul className="grid gap-3 max-h-104 overflow-auto">
        {questions.map((question) => (
          <li key={question.line} className="import-question grid gap-x-4 gap-y-1 items-center">
            <span className="min-w-0">
              <bdi className="font-semibold wrap-anywhere">{question.printedName}</bdi>
              <span className="block small wrap-anywhere">
                {t('roster.read.line', { line: number(question.line) })}
                {question.email !== '' && (
                  <>
                    {' · '}
                    <bdi>{question.email}</bdi>
                  </>
                )}
              </span>
            </span>
            <Answer
              question={question}
              answer={answerOf(question, answers)}
              onAnswer={(answer) =>
                setAnswers({ ...answers, rows: new Map(answers.rows).set(question.line, answer) })
              }
            />
          </li>
        ))}
      </ul>
      {asked > questions.length && (
        <p className="list-note">
          {t('roster.diff.examples', { count: number(questions.length) })}
        </p>
      )}
    </section>
  );
}

const open = 'open';

function Answer({
  question: { candidates, alike, printedName },
  answer,
  onAnswer,
}: {
  question: ImportQuestion;
  answer: ImportAnswer | null;
  onAnswer: (answer: ImportAnswer) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { list, number } = useFormats();
  const known = candidates.map(({ id, printedName: name, registrationCode, email }) => ({
    id,
    label: t('roster.ask.same', { name, of: email === '' ? registrationCode : email }),
  }));
  const rows = alike.map((line) => number(line));
  return (
    <Select
      label={t('roster.ask.who', { name: printedName })}
      labelHidden
      choices={[
        { id: open, label: t('roster.ask.choose') },
        ...known,
        { id: 'new', label: t('roster.ask.new') },
        {
          id: 'left-out',
          label:
            alike.length === 0
              ? t('roster.ask.leftOut')
              : t('roster.ask.sameRow', { lines: list(rows), count: alike.length }),
        },
      ]}
      value={answer ?? open}
      onChange={(id) => {
        if (id !== open) onAnswer(id);
      }}
    />
  );
}
