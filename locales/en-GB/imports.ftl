### What an import writes where the record says no more.

## What is known of a community that a record names. $when is a date as precise as it was published: 2020, May 2020, 4 May 2020.

imports-seen-current = Named by a published page as a current { -community }, as of { $when }. Nothing later is known of it.
imports-seen-announced = Announced by a published page, as of { $when }. Nothing is known of a launch.
imports-seen-planned = Planned, as of { $when }. Nothing is known of it today.
