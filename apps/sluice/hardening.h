#pragma once
// A process that holds secrets, made hard to look into (docs/decisions/0012).

namespace sluice::app {

enum class Debugging { Impossible, Possible };

// Files that it makes are its user's alone from here on (umask 077). If debugging is to be impossible, it
// leaves no core, and other processes of the same user can neither trace it nor read its memory. Before the
// first thread starts.
void harden(Debugging debugging);

}  // namespace sluice::app
