### Counts that were released: of the pulse after an event and of surveys.

results-from-to = { $from } to { $to }
results-percent = { $percent }%
results-fewer = Fewer than { $than }
results-at-least = At least { $least }
