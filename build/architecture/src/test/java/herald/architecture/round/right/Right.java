package herald.architecture.round.right;

import herald.architecture.round.left.Left;

public interface Right {

    Left other();
}
