### What people wrote to the questions of a survey: reading it, taking out what would tell who somebody is, its themes, and what others see of it.

comments-title = What people wrote
comments-lead = Each comment stands by itself, in no order: not together with anything else that its writer answered. That you opened this page is written down.
comments-few = Too few have written something to be read
comments-few-next = What people wrote to a question can be read if at least { $minimum } wrote something to it, as they were told. How many did is not shown.
comments-none = Nothing was asked in words
comments-none-next = The survey of this wave has no question that people answer in their own words.
comments-deleted = What people wrote is deleted
comments-deleted-next = They were told so before they answered. What is shown of it stays with the results.
comments-questions = Questions in words
comments-theme = Theme
comments-theme-any = Any
comments-filter = Which comments
comments-filter-all = All
comments-filter-uncoded = Without a theme
comments-filter-redacted = Redacted or withheld
comments-filter-shown = May be shown
comments-list = Show these
comments-list-none = There are no such comments.
comments-summary =
    { $count ->
        [one] One comment
       *[other] { $count } comments, page { $page } of { $pages }
    }
comments-themes-of = Themes of comment { $number }
comments-more = Redact or show
comments-number = comment { $number }
comments-save = Keep the themes of this page
comments-badge-withheld = Withheld
comments-badge-redacted = Redacted
comments-badge-shown = May be shown
comments-withheld = This comment is withheld.
comments-themes = Themes
comments-themes-text = What comments speak of. A comment has none, one or several. What others see of a theme is how many comments speak of it.
comments-themes-change = Rename or remove themes
comments-take-over = Take over the themes of { $wave }
comments-theme-name = Name of the theme
comments-theme-name-hint = A few words that name nobody, such as “Time of day”.
comments-theme-add = Add the theme
comments-theme-rename = Rename
comments-theme-remove = Remove
comments-release = What others see
comments-release-text = Nothing yet. Look at it once more before you release it.
comments-released = Released { $at }. What you change here is seen by others only when you release it again; what you redact, withhold or do not show any more is gone at once.
comments-release-look = Look at what others would see
comments-release-title = Release the themes
comments-release-lead = Everybody who has signed in would see this beside the results, and in the files of the numbers. It can be taken back, and whoever has read it has read it.
comments-release-would = What they would see
comments-release-none = Nothing can be shown: how many wrote something would tell how many gave another answer.
comments-release-do = Release this
comments-take-back-do = Take it back
comments-base = { $count } comments.
comments-count = Comments
comments-together = Other themes together
comments-no-theme = Of another theme
comments-no-themes = No theme is told: fewer than five comments speak of each, or the numbers together would tell it.
comments-shown = What people wrote
comments-shown-text = How many comments speak of a theme, as those who read them have noted it; a comment can speak of several. Themes of fewer than five comments are put together or left out, and so are those that would tell of fewer than five beside another. Single comments stand as they were written; […] stands where something was taken out that would tell who somebody is.
comments-file-theme = theme

comment-title = A comment
comment-redact = Take words out
comment-redact-text = What is taken out is overwritten for good: nobody can get it back, and […] stands in its place. A copy that was made before, such as last night’s backup, has it until that is deleted.
comment-found = What may tell who somebody is
comment-found-hint = Addresses, numbers, and names of people who are known here. Look for the rest yourself.
comment-words = Other words to take out
comment-words-hint = Exactly as they stand in the comment, each on a line of its own.
comment-redact-do = Take these words out for good
comment-withhold = Withhold the whole comment
comment-withhold-do = Withhold it for good
comment-withhold-text = All its words are overwritten. It is counted still, with its themes.
comment-allow = Show it to others
comment-allow-text = Everybody who has signed in could read it word for word, under its theme, once the themes are released.
comment-allow-not = Those who were asked were told that nobody but { -programme-managers } reads what they write, so no comment of this wave is shown.
comment-allow-do = It may be shown
comment-disallow-do = It may not be shown any more
comment-sure-legend = Read it once more
comment-sure = It names nobody, and nobody would know by it who wrote it

flash-comments-coded = The themes of { $count } comments are kept.
flash-comments-theme = The themes are changed.
flash-comments-released = Others see it now, beside the results.
flash-comments-taken-back = Nothing of it is shown any more.
flash-comment-redacted = These words are gone.
flash-comment-withheld = The comment is withheld, and its words are gone.
flash-comment-allowed = It is shown once the themes are released.
flash-comment-disallowed = It is not shown any more.
