"""The numbers by which strides vouch for each other, for the two ways of doing it."""

# Chance that direction changes between two strides of one foot. Own choice: a training
# session changes every 20 strides or more, mostly with a pause between. Two strides the
# other way are enough for a change, a single one within others is not.
CHANGE = 0.01
MOST_GOING = 5.0  # log-odds; however long a walk, beyond that nothing was ever tested
# The trunk's rows are steps, each judged by the three strides around it: six rows say what
# one says. A leg's rows are strides judged by themselves. Turns bend the shape of all strides
# that reach into them: those count half.
TRUNK_SHARE = 1.0 / 6.0
TRUNK_REACH = 3
TURN_SHARE = 0.5
TURNING_CONFIDENCE = 0.95  # a gyroscope measures a turn; what is left is how it was worn
