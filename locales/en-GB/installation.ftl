# With what a new installation starts, until its administrator writes its own.
installation-name = Your organisation
installation-programme = Communities of practice
installation-about = People who do similar work meet in communities of practice. They learn from each other and solve problems that no department can solve alone.
installation-contact = The programme team
