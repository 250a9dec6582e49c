import { useCallback, useEffect, useState } from 'react';
import { ask, type CallFailure, failureOf } from '../base/ask.ts';
import { useStationAnswer } from '../base/station.tsx';
import { useScans } from '../scanning/index.ts';
import { isPin, maxPin } from './pin.ts';

export interface PinEntry {
  pin: string;
  add: (digit: string) => void;
  erase: () => void;
  clear: () => void;
  send: () => Promise<void>;
  busy: boolean;
  isWrong: boolean;
  /** Whole seconds until the next attempt is possible; 0 when it is. */
  waitSeconds: number;
  failure: CallFailure | null;
}

/** Counts the seconds down until a time of `performance.now()`. */
function useCountdown(until: number): number {
  const [now, setNow] = useState(() => performance.now());
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  useEffect(() => {
    if (until <= performance.now()) return;
    setNow(performance.now());
    const timer = setInterval(() => setNow(performance.now()), 250);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}

/** Clears the entry when it received a scan's keys. */
export function useClearOnScan({ clear }: PinEntry): void {
  const { waiting } = useScans().scanning;
  useEffect(() => {
    if (waiting > 0) clear();
  }, [waiting, clear]);
}

export type PinAnswer = 'right' | 'wrong-pin' | { waitMilliseconds: number };

/** Collects a PIN and signs the operator in. */
export function usePinEntry(operatorId: string): PinEntry {
  const { renew } = useStationAnswer();
  return useCheckedPin(async (pin) => {
    const answer = await ask('signIn', { operatorId, pin });
    if (answer.result === 'wait') return { waitMilliseconds: answer.milliseconds };
    if (answer.result === 'wrong-pin') return 'wrong-pin';
    renew();
    return 'right';
  });
}

/** Collects a PIN and has it checked; holds the error and the time to wait. */
export function useCheckedPin(check: (pin: string) => Promise<PinAnswer>): PinEntry {
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [isWrong, setIsWrong] = useState(false);
  const [waitUntil, setWaitUntil] = useState(0);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const waitSeconds = useCountdown(waitUntil);
  const isBlocked = busy || waitSeconds > 0;

  const send = async (): Promise<void> => {
    if (isBlocked || !isPin(pin)) return;
    setBusy(true);
    setFailure(null);
    try {
      const answer = await check(pin);
      if (typeof answer === 'object') setWaitUntil(performance.now() + answer.waitMilliseconds);
      setIsWrong(answer === 'wrong-pin');
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setPin('');
      setBusy(false);
    }
  };

  const add = (digit: string): void => {
    if (isBlocked) return;
    setIsWrong(false);
    setPin((digits) => (digits.length < maxPin ? digits + digit : digits));
  };
  const erase = (): void => setPin((digits) => digits.slice(0, -1));
  const clear = useCallback(() => setPin(''), []);
  return { pin, add, erase, clear, send, busy, isWrong, waitSeconds, failure };
}
