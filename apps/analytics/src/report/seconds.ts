// Seconds of answers as steps of a scale: many answers are stored to within five percent, to keep a report small.

const EXACT_BELOW = 40
const RATIO = 1.1

/** Above this many answers, their seconds are stored to within `answerError`. */
export const exactAnswers = 50_000
/** Greatest relative error of a step. */
export const answerError = 0.05

export const stepOf = (seconds: number): number =>
  seconds < EXACT_BELOW
    ? seconds
    : EXACT_BELOW + Math.round(Math.log(seconds / EXACT_BELOW) / Math.log(RATIO))

export const secondsOf = (step: number): number =>
  step < EXACT_BELOW ? step : EXACT_BELOW * RATIO ** (step - EXACT_BELOW)
